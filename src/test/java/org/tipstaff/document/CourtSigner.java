package org.tipstaff.document;

import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.KSPrivateKeyEntry;
import eu.europa.esig.dss.token.KeyStoreSignatureTokenConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A fictional court's certification authority and a judge's certificate under it, made anew for each test class. */
public final class CourtSigner {
    public static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final char[] PASSWORD = "fictional".toCharArray();

    private final KeyPair authorityKey = key();
    private final KeyPair judgeKey = key();
    private final X509Certificate authority = certificate("Court CA", "Court CA", authorityKey, authorityKey);
    private final X509Certificate judge = certificate("Court CA", "Judge Jane Example", authorityKey, judgeKey);

    private static KeyPair key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(String issuer, String subject, KeyPair signing, KeyPair owned) {
        try {
            boolean authority = issuer.equals(subject);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer + ",O=Example District"),
                    BigInteger.valueOf(authority ? 1 : 2),
                    Date.from(NOW.minus(Duration.ofDays(30))),
                    Date.from(NOW.plus(Duration.ofDays(365))),
                    new X500Name("CN=" + subject + ",O=Example District"),
                    owned.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(
                    Extension.keyUsage,
                    true,
                    new KeyUsage(
                            authority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(signing.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(byte[] pdf) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("judge", judgeKey.getPrivate(), PASSWORD, new Certificate[] {judge, authority});
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        store.store(kept, PASSWORD);
        try (KeyStoreSignatureTokenConnection token = new KeyStoreSignatureTokenConnection(
                new ByteArrayInputStream(kept.toByteArray()), "PKCS12", new PasswordProtection(PASSWORD))) {
            KSPrivateKeyEntry entry = (KSPrivateKeyEntry) token.getKeys().get(0);
            PAdESSignatureParameters parameters = new PAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_B);
            parameters.setSigningCertificate(entry.getCertificate());
            parameters.setCertificateChain(entry.getCertificateChain());
            parameters.bLevel().setSigningDate(Date.from(NOW.minus(Duration.ofHours(1))));
            PAdESService service = new PAdESService(new CommonCertificateVerifier());
            DSSDocument document = new InMemoryDocument(pdf);
            ToBeSigned toSign = service.getDataToSign(document, parameters);
            SignatureValue value = token.sign(toSign, parameters.getDigestAlgorithm(), entry);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            service.signDocument(document, parameters, value).writeTo(signed);
            return signed.toByteArray();
        }
    }

    /** The authority's certificate, PEM, in a directory of its own. */
    Path trustIn(Path directory) throws Exception {
        StringWriter pem = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(pem)) {
            writer.writeObject(authority);
        }
        Files.writeString(directory.resolve("court-ca.pem"), pem.toString());
        return directory;
    }
}
