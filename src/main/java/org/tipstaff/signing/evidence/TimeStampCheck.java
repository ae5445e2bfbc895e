package org.tipstaff.signing.evidence;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.document.CmsSpelling;

/**
 * Whether a time-stamp is worth putting into a document (RFC 3161 section 2.2, as far as the request alone does not show
 * it): a bad one would be found only when the finished document is validated, and the next authority never asked.
 */
final class TimeStampCheck {
    /** How far an authority's clock may be from ours. */
    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final TrustAnchors anchors;
    private final Clock clock;

    TimeStampCheck(TrustAnchors anchors, Clock clock) {
        this.anchors = anchors;
        this.clock = clock;
    }

    /** @throws SigningException where it is not over this digest, not of now, not signed as it must be, or not trusted */
    void check(byte[] encoded, DigestAlgorithm algorithm, byte[] digest) {
        try {
            if (!CmsSpelling.isStrict(encoded)) {
                throw new SigningException("its time-stamp has parts that no signature protects");
            }
            TimeStampToken token = new TimeStampToken(new CMSSignedData(encoded));
            var info = token.getTimeStampInfo();
            if (!info.getMessageImprintAlgOID().getId().equals(algorithm.getOid())
                    || !Arrays.equals(info.getMessageImprintDigest(), digest)) {
                throw new SigningException("its time-stamp is over something else");
            }
            checkTime(info.getGenTime().toInstant());
            checkSigner(token);
        } catch (TSPException | CMSException | IOException | OperatorCreationException e) {
            throw new SigningException("its time-stamp is not one of RFC 3161", e);
        } catch (GeneralSecurityException e) {
            throw new SigningException("its certificate is not under a trust anchor", e);
        }
    }

    private void checkTime(Instant made) {
        if (Duration.between(made, clock.instant()).abs().compareTo(TOLERATED) > 0) {
            throw new SigningException("its time differs from ours by more than 5 minutes");
        }
    }

    private void checkSigner(TimeStampToken token)
            throws TSPException, OperatorCreationException, GeneralSecurityException {
        List<X509Certificate> carried = new ArrayList<>();
        for (X509CertificateHolder each :
                token.toCMSSignedData().getCertificates().getMatches(null)) {
            carried.add(new JcaX509CertificateConverter().getCertificate(each));
        }
        // Strict spelling has shown that it is there.
        Collection<X509CertificateHolder> named =
                token.toCMSSignedData().getCertificates().getMatches(token.getSID());
        X509CertificateHolder signer = named.iterator().next();
        // Its signature, its hash in the signature, its validity then, and that it may make time-stamps at all.
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        checkTrust(new JcaX509CertificateConverter().getCertificate(signer), carried);
    }

    /** Whether it was revoked is found out where the document gets its revocation data. */
    private void checkTrust(X509Certificate signer, List<X509Certificate> carried) throws GeneralSecurityException {
        if (anchors.certificates().contains(signer)) {
            return;
        }
        X509CertSelector target = new X509CertSelector();
        target.setCertificate(signer);
        PKIXBuilderParameters path = new PKIXBuilderParameters(
                anchors.certificates().stream()
                        .map(anchor -> new TrustAnchor(anchor, null))
                        .collect(Collectors.toSet()),
                target);
        path.setRevocationEnabled(false);
        path.setDate(Date.from(clock.instant()));
        path.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(carried)));
        CertPathBuilder.getInstance("PKIX").build(path);
    }
}
