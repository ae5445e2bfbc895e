package org.tipstaff.signing.stamp;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.tipstaff.signing.Digests;
import org.tipstaff.signing.SigningException;

/**
 * What the last document time-stamp of a file rests on (ETSI EN 319 142-1 section 5.4.3).
 *
 * @param at when it was made, as its authority says
 * @param certificateUntil end of the first certificate in it that ends
 * @param digests names of the digest algorithms that it relies on, as in {@code SHA256}
 */
public record DocumentStamp(Instant at, Instant certificateUntil, Set<String> digests) {
    private static final String SUBFILTER = "ETSI.RFC3161";

    public DocumentStamp {
        digests = Set.copyOf(digests);
    }

    /** Until when it protects the file: after that, the certificate or the algorithm proves nothing any more. */
    public Instant lastsUntil(Digests policy) {
        Instant algorithm = policy.end(digests);
        return algorithm.isBefore(certificateUntil) ? algorithm : certificateUntil;
    }

    /**
     * Reads the last one of a signed file of our own.
     *
     * @throws SigningException where there is none
     */
    public static DocumentStamp last(Path pdf) {
        try {
            return of(token(pdf));
        } catch (IOException | CMSException | TSPException | CertificateException e) {
            throw new SigningException("The document time-stamp cannot be read", e);
        }
    }

    private static DocumentStamp of(TimeStampToken token) throws CertificateException {
        Set<String> digests = new TreeSet<>();
        digests.add(name(token.getTimeStampInfo().getMessageImprintAlgOID()));
        token.toCMSSignedData()
                .getSignerInfos()
                .forEach(
                        signer -> digests.add(name(signer.getDigestAlgorithmID().getAlgorithm())));
        Instant until = token.toCMSSignedData().getCertificates().getMatches(null).stream()
                .map(X509CertificateHolder::getNotAfter)
                .map(java.util.Date::toInstant)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new CertificateException("a time-stamp carries its certificate"));
        return new DocumentStamp(token.getTimeStampInfo().getGenTime().toInstant(), until, digests);
    }

    private static String name(ASN1ObjectIdentifier algorithm) {
        return eu.europa.esig.dss.enumerations.DigestAlgorithm.forOID(algorithm.getId())
                .name();
    }

    private static TimeStampToken token(Path pdf) throws IOException, CMSException, TSPException {
        try (PDDocument document =
                Loader.loadPDF(pdf.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            byte[] contents = document.getSignatureDictionaries().stream()
                    .filter(signature -> SUBFILTER.equals(signature.getSubFilter()))
                    .max(Comparator.comparingInt(DocumentStamp::end))
                    .orElseThrow(() -> new IOException("no document time-stamp"))
                    .getContents();
            try (ASN1InputStream in = new ASN1InputStream(contents)) {
                // Zeros follow the token, to the end of the room that was kept for it.
                return new TimeStampToken(new CMSSignedData(in.readObject().getEncoded()));
            }
        }
    }

    private static int end(PDSignature signature) {
        int[] range = signature.getByteRange();
        return range.length == 4 ? range[2] + range[3] : 0;
    }
}
