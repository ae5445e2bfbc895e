package org.tipstaff.signing.demonstration;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.document.Workspace;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.key.CertificateNames;
import org.tipstaff.signing.key.Pem;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.sign.DocumentSigner;

/**
 * Two made-up certification authorities, so that the demonstration signs and verifies without any server: the portal's,
 * with the custodian's certificate and a time-stamp authority, and a court's, with which the sample orders are signed.
 *
 * <p>All of it is made at the first start and kept in a directory. It proves nothing to anybody: see {@link #ROOT_NAME}.
 */
public final class DemonstrationAuthority {
    /** Common name of the portal's root; production refuses a key under it. */
    public static final String ROOT_NAME = "Tipstaff Demonstration Root (not for evidence)";

    private static final String COURT_NAME = "Fictional Courts Demonstration Root (not for evidence)";
    private static final String CUSTODIAN = "custodian";
    private static final String SEAL = "seal";
    private static final Duration CRL_VALIDITY = Duration.ofDays(30);
    private static final Duration CRL_RENEWAL = Duration.ofDays(7);
    private static final Duration CERTIFICATE_RENEWAL = Duration.ofDays(60);

    private final DemonstrationStore store;
    private final CertificateMaker maker;
    private final Clock clock;
    private final CertificateMaker.Identity root;
    private final CertificateMaker.Identity courtRoot;
    private final CertificateMaker.Identity timeStamps;

    private DemonstrationAuthority(DemonstrationStore store, Clock clock, String custodianName) {
        this.store = store;
        this.clock = clock;
        this.maker = new CertificateMaker(clock);
        this.root = kept("root", ROOT_NAME, () -> maker.authority(ROOT_NAME));
        this.courtRoot = kept("court-root", COURT_NAME, () -> maker.authority(COURT_NAME));
        String timeStampName = "Tipstaff Demonstration Time-Stamps";
        this.timeStamps = kept("time-stamps", timeStampName, () -> maker.timeStampAuthority(timeStampName, root));
        kept(CUSTODIAN, custodianName, () -> maker.signer(custodianName, root));
        String clerk = "Clerk of the Fictional District Court";
        kept("clerk", clerk, () -> maker.signer(clerk, courtRoot));
        crl(root);
        crl(courtRoot);
    }

    /**
     * Opens what the directory holds, and makes what is missing, about to expire, or in another custodian's name.
     *
     * @param custodianName stands in the custodian's certificate
     * @throws SigningException where the directory cannot be used
     */
    public static DemonstrationAuthority open(Path directory, String custodianName, Clock clock) {
        return new DemonstrationAuthority(DemonstrationStore.open(directory), clock, custodianName);
    }

    /** The custodian's key; the caller closes it. */
    public SigningKey custodianKey() {
        return SigningKey.fromPkcs12(store.file(), store.password(), CUSTODIAN);
    }

    /**
     * The provider's own key, made at the first call; the caller closes it.
     *
     * @param provider stands in its certificate
     */
    public SigningKey sealKey(String provider) {
        kept(SEAL, provider, () -> maker.signer(provider, root));
        return SigningKey.fromPkcs12(store.file(), store.password(), SEAL);
    }

    /** Time-stamps and CRLs for signatures under the portal's demonstration root, made in this process. */
    public EvidenceSource evidence() {
        return evidence(List.of(root));
    }

    /** The portal's demonstration root. */
    public TrustAnchors anchors() {
        return new TrustAnchors(root.chain());
    }

    /** The roots under which the sample orders and their time-stamps are signed. */
    public TrustAnchors courtAnchors() {
        return new TrustAnchors(courtRoot.chain()).and(anchors());
    }

    /** The fictional courts' root, as PEM (RFC 7468), for whoever inspects the sample orders. */
    public String courtRootPem() {
        return Pem.certificates(courtRoot.chain());
    }

    /**
     * Signs a sample order as a fictional court's clerk would.
     *
     * @param pdf a whole PDF document
     * @return the signed document
     */
    public byte[] signAsCourt(byte[] pdf) {
        try (SigningKey clerk = SigningKey.fromPkcs12(store.file(), store.password(), "clerk");
                Workspace workspace = Workspace.temporary()) {
            Path unsigned = Files.write(workspace.file("order.pdf"), pdf);
            Path signed = workspace.file("order-signed.pdf");
            new DocumentSigner(clerk, evidence(List.of(root, courtRoot)), clock)
                    .sign(
                            unsigned,
                            signed,
                            SignerStatement.invisible("Clerk of Court", "So ordered", "Fictional District"));
            return Files.readAllBytes(signed);
        } catch (IOException e) {
            throw new SigningException("The sample order could not be signed", e);
        }
    }

    private EvidenceSource evidence(List<CertificateMaker.Identity> authorities) {
        return new DemonstrationEvidence(
                timeStamps,
                authorities,
                () -> authorities.stream().map(this::crl).toList(),
                clock);
    }

    private CertificateMaker.Identity kept(String alias, String commonName, Supplier<CertificateMaker.Identity> make) {
        return store.find(alias)
                .filter(found -> usable(found.certificate(), commonName))
                .orElseGet(() -> {
                    CertificateMaker.Identity made = make.get();
                    store.put(alias, made);
                    return made;
                });
    }

    private boolean usable(X509Certificate certificate, String commonName) {
        boolean lasts =
                certificate.getNotAfter().toInstant().isAfter(clock.instant().plus(CERTIFICATE_RENEWAL));
        return lasts && CertificateNames.commonName(certificate).equals(commonName);
    }

    /** The authority's CRL from the directory, made anew when it nears its end. */
    private synchronized byte[] crl(CertificateMaker.Identity authority) {
        String name = authority == root ? "root.crl" : "court-root.crl";
        return store.read(name).filter(crl -> stillGood(crl, authority)).orElseGet(() -> {
            byte[] made = maker.emptyCrl(authority, CRL_VALIDITY);
            store.write(name, made);
            return made;
        });
    }

    private boolean stillGood(byte[] encoded, CertificateMaker.Identity authority) {
        try {
            X509CRL crl =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(encoded));
            crl.verify(authority.certificate().getPublicKey());
            return !crl.getThisUpdate().toInstant().isAfter(clock.instant())
                    && crl.getNextUpdate().toInstant().isAfter(clock.instant().plus(CRL_RENEWAL));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
