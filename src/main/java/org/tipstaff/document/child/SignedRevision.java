package org.tipstaff.document.child;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;

/**
 * What one digital signature says of the bytes that it covers (ISO 32000-1, 12.8; ETSI EN 319 142-1), whatever came
 * after them.
 *
 * @param end where the covered bytes end; what lies behind was appended after signing
 * @param signer empty only where nothing can be said
 */
record SignedRevision(
        State state,
        long end,
        Optional<X509Certificate> signer,
        List<X509Certificate> others,
        Optional<Instant> signedAt) {
    /** The forms of signature that are judged here; all others are UNREADABLE. */
    private static final Set<String> FORMS = Set.of("adbe.pkcs7.detached", "ETSI.CAdES.detached");
    /** MD5 and SHA-1: two documents can be made that have the same, so that an agreement shows nothing. */
    private static final Set<String> WEAK = Set.of("1.2.840.113549.2.5", "1.3.14.3.2.26");

    /** What the signature says. */
    enum State {
        /** The covered bytes are those that were signed. */
        HOLDS,
        /** It lies where it was made, and the bytes around it are not those that were signed. */
        BROKEN,
        /** It does not lie where it was made: a program wrote the whole file anew. */
        REWRITTEN,
        /** It cannot be judged: which bytes were signed, or by whom, is not known for certain. */
        UNREADABLE
    }

    private static final SignedRevision NOTHING_CERTAIN =
            new SignedRevision(State.UNREADABLE, 0, Optional.empty(), List.of(), Optional.empty());

    static SignedRevision of(PDSignature signature, byte[] file) {
        try {
            int[] range = signature.getByteRange();
            byte[] contents = signature.getContents();
            if (!isRange(range) || contents.length == 0 || !FORMS.contains(String.valueOf(signature.getSubFilter()))) {
                return NOTHING_CERTAIN;
            }
            return judge(new Made(signature, range, contents), file);
        } catch (IOException | CMSException | OperatorCreationException | CertificateException | RuntimeException e) {
            // A signature that no reader can take apart says nothing, and least of all that something was changed.
            return NOTHING_CERTAIN;
        }
    }

    /** The signature as the file has it. */
    private record Made(PDSignature signature, int[] range, byte[] contents) {
        long end() {
            return (long) range[2] + range[3];
        }
    }

    private static boolean isRange(int[] range) {
        return range != null
                && range.length == 4
                && range[0] == 0
                && range[1] > 0
                && range[2] > range[1]
                && range[3] >= 0;
    }

    private static SignedRevision judge(Made made, byte[] file)
            throws IOException, CMSException, OperatorCreationException, CertificateException {
        boolean inPlace = isInPlace(made, file);
        byte[] covered = inPlace ? covered(made, file) : new byte[0];
        CMSSignedData cms = new CMSSignedData(new CMSProcessableByteArray(covered), made.contents());
        Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
        if (signers.size() != 1) {
            return NOTHING_CERTAIN;
        }
        SignerInformation signer = signers.iterator().next();
        List<X509Certificate> certificates = certificates(cms.getCertificates(), signer);
        if (certificates.isEmpty() || signer.getSignedAttributes() == null) {
            return NOTHING_CERTAIN;
        }
        SignerInformationVerifier verifier = new JcaSimpleSignerInfoVerifierBuilder().build(certificates.get(0));
        if (!isGenuine(signer, verifier)) {
            return NOTHING_CERTAIN;
        }
        State state = State.REWRITTEN;
        if (inPlace) {
            state = Arrays.equals(digest(covered, signer, verifier), signedDigest(signer)) ? State.HOLDS : State.BROKEN;
        }
        if (state == State.HOLDS && WEAK.contains(signer.getDigestAlgOID())) {
            return NOTHING_CERTAIN;
        }
        return new SignedRevision(
                state,
                made.end(),
                Optional.of(certificates.get(0)),
                certificates.subList(1, certificates.size()),
                time(made.signature(), signer));
    }

    /** Whether the gap in the covered bytes holds this signature and nothing else. */
    private static boolean isInPlace(Made made, byte[] file) {
        int from = made.range()[1];
        int to = made.range()[2];
        if (made.end() > file.length || file[from] != '<' || file[to - 1] != '>') {
            return false;
        }
        String hex = new String(file, from + 1, to - from - 2, StandardCharsets.ISO_8859_1).replaceAll("\\s", "");
        try {
            return Arrays.equals(HexFormat.of().parseHex(hex), made.contents());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] covered(Made made, byte[] file) {
        byte[] covered = new byte[made.range()[1] + made.range()[3]];
        System.arraycopy(file, 0, covered, 0, made.range()[1]);
        System.arraycopy(file, made.range()[2], covered, made.range()[1], made.range()[3]);
        return covered;
    }

    /** The signer's certificate first. */
    private static List<X509Certificate> certificates(Store<X509CertificateHolder> store, SignerInformation signer)
            throws CertificateException {
        List<X509Certificate> found = new java.util.ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        for (Object one : store.getMatches(signer.getSID())) {
            found.add(converter.getCertificate((X509CertificateHolder) one));
        }
        if (!found.isEmpty()) {
            for (X509CertificateHolder other : store.getMatches(null)) {
                found.add(converter.getCertificate(other));
            }
        }
        return found;
    }

    /** Whether the key of the certificate signed what is said to be signed, whatever the document's bytes are. */
    private static boolean isGenuine(SignerInformation signer, SignerInformationVerifier verifier)
            throws IOException, OperatorCreationException {
        var parts = signer.toASN1Structure();
        ContentVerifier check =
                verifier.getContentVerifier(parts.getDigestEncryptionAlgorithm(), parts.getDigestAlgorithm());
        try (OutputStream out = check.getOutputStream()) {
            out.write(signer.getEncodedSignedAttributes());
        }
        return check.verify(signer.getSignature());
    }

    private static byte[] digest(byte[] covered, SignerInformation signer, SignerInformationVerifier verifier)
            throws IOException, OperatorCreationException {
        DigestCalculator calculator = verifier.getDigestCalculator(signer.getDigestAlgorithmID());
        try (OutputStream out = calculator.getOutputStream()) {
            out.write(covered);
        }
        return calculator.getDigest();
    }

    private static byte[] signedDigest(SignerInformation signer) {
        Attribute digest = signer.getSignedAttributes().get(CMSAttributes.messageDigest);
        return org.bouncycastle.asn1.ASN1OctetString.getInstance(
                        digest.getAttrValues().getObjectAt(0))
                .getOctets();
    }

    private static Optional<Instant> time(PDSignature signature, SignerInformation signer) {
        Calendar claimed = signature.getSignDate();
        if (claimed != null) {
            return Optional.of(claimed.toInstant());
        }
        Attribute time = signer.getSignedAttributes().get(CMSAttributes.signingTime);
        return Optional.ofNullable(time)
                .map(one -> Time.getInstance(one.getAttrValues().getObjectAt(0))
                        .getDate()
                        .toInstant());
    }
}
