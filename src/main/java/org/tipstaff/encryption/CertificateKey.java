package org.tipstaff.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.tipstaff.sealing.Sha256;

/**
 * An X.509 certificate (RFC 5280) of an RSA or elliptic-curve key. It is taken as the administrator gives it: no chain is
 * built and no revocation list asked for, because trust in it is the administrator's comparison of the fingerprint.
 */
final class CertificateKey implements RecipientKey {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_CURVE = 256;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private final X509Certificate certificate;
    private final String material;

    private CertificateKey(X509Certificate certificate, String material) {
        this.certificate = certificate;
        this.material = material;
    }

    static CertificateKey read(String material) throws UnusableKey {
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(material.getBytes(StandardCharsets.US_ASCII)));
            if (all.size() != 1) {
                throw new UnusableKey("Enter exactly one certificate, that of the key itself; there are " + all.size());
            }
            return new CertificateKey((X509Certificate) all.iterator().next(), material.strip() + "\n");
        } catch (CertificateException e) {
            throw new UnusableKey("This certificate cannot be read. Export it as PEM (Base64), without its key", e);
        }
    }

    @Override
    public Kind kind() {
        return Kind.X509;
    }

    @Override
    public String fingerprint() {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(Sha256.of(certificate.getEncoded()).bytes());
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String owner() {
        return certificate.getSubjectX500Principal().getName();
    }

    @Override
    public String algorithm() {
        PublicKey key = certificate.getPublicKey();
        return (key instanceof RSAPublicKey ? "RSA" : "Elliptic curve") + ", " + bits(key) + " bits";
    }

    private static int bits(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength();
        }
        return key instanceof ECPublicKey curve ? curve.getParams().getOrder().bitLength() : 0;
    }

    @Override
    public Optional<Instant> validUntil() {
        return Optional.of(certificate.getNotAfter().toInstant());
    }

    @Override
    public String material() {
        return material;
    }

    @Override
    public void requireUsable(Instant now) throws UnusableKey {
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new UnusableKey("The certificate " + fingerprint() + " expired on "
                    + OpenPgpKey.day(certificate.getNotAfter().toInstant()) + ". Ask for a new one");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            throw new UnusableKey("The certificate " + fingerprint() + " is not valid before "
                    + OpenPgpKey.day(certificate.getNotBefore().toInstant()));
        }
        PublicKey key = certificate.getPublicKey();
        boolean rsa = key instanceof RSAPublicKey && bits(key) >= SHORTEST_RSA;
        boolean curve = key instanceof ECPublicKey && bits(key) >= SHORTEST_CURVE;
        if (!rsa && !curve) {
            throw new UnusableKey("The key of the certificate must be RSA of 2,048 bits or more, or on a curve of 256"
                    + " bits or more; this one is " + key.getAlgorithm() + " of " + bits(key) + " bits");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[rsa ? KEY_ENCIPHERMENT : KEY_AGREEMENT]) {
            throw new UnusableKey("The certificate is not meant for encryption: its key usage does not have "
                    + (rsa ? "keyEncipherment" : "keyAgreement") + ". Ask for the one that decrypts mail");
        }
    }

    @Override
    public void encrypt(Content content, OutputStream out, String fileName, Instant now) throws IOException {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        try {
            requireUsable(now);
            generator.addRecipientInfoGenerator(recipient());
            OutputStream plain =
                    generator.open(out, (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                            .setProvider(PROVIDER)
                            .build());
            content.writeTo(plain);
            plain.close();
        } catch (CMSException | GeneralSecurityException | UnusableKey e) {
            throw new IOException("A file cannot be encrypted", e);
        }
    }

    /** RSA-OAEP with SHA-256 (RFC 8017), or ephemeral-static ECDH (RFC 5753). */
    private RecipientInfoGenerator recipient() throws GeneralSecurityException {
        if (certificate.getPublicKey() instanceof ECPublicKey curve) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(curve.getParams());
            KeyPair ephemeral = generator.generateKeyPair();
            return new JceKeyAgreeRecipientInfoGenerator(
                            CMSAlgorithm.ECDH_SHA256KDF,
                            ephemeral.getPrivate(),
                            ephemeral.getPublic(),
                            CMSAlgorithm.AES256_WRAP)
                    .setProvider(PROVIDER)
                    .addRecipient(certificate);
        }
        OAEPParameterSpec oaep =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        return new JceKeyTransRecipientInfoGenerator(
                        certificate,
                        new JcaAlgorithmParametersConverter()
                                .getAlgorithmIdentifier(PKCSObjectIdentifiers.id_RSAES_OAEP, oaep))
                .setProvider(PROVIDER);
    }
}
