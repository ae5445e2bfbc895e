package org.tipstaff;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority of one test, and files with what it issues, as an operator hands them to servers. */
public final class TestAuthority {
    /** Of every key store. */
    public static final String PASSWORD = "store of a test";

    private final Path directory;
    private final KeyPair pair;
    private final X509Certificate certificate;
    private int serial = 1;

    public TestAuthority(Path directory) {
        try {
            this.directory = directory;
            this.pair = keyPair();
            this.certificate = sign("authority", pair, new GeneralName[0]);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** PEM file of the authority's certificate. */
    public Path pem() throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return Files.writeString(
                directory.resolve("authority.pem"),
                "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    /** PKCS#12 file of the authority's certificate. */
    public Path trustStore() throws IOException, GeneralSecurityException {
        KeyStore store = empty();
        store.setCertificateEntry("authority", certificate);
        return written(store, "authority.p12");
    }

    /**
     * PKCS#12 file of a new key and its certificate.
     *
     * @param names of the server; none for a client
     */
    public Path keyStore(String file, GeneralName... names)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair own = keyPair();
        KeyStore store = empty();
        store.setKeyEntry(
                "own", own.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {sign(file, own, names), certificate
                });
        return written(store, file);
    }

    private X509Certificate sign(String subject, KeyPair of, GeneralName[] names)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        Instant now = Clock.systemUTC().instant();
        boolean authority = of.equals(pair);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=authority"),
                BigInteger.valueOf(serial++),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(1))),
                new X500Name("CN=" + subject),
                of.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (names.length > 0) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        PrivateKey signing = pair.getPrivate();
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signing)));
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Path written(KeyStore store, String file) throws IOException, GeneralSecurityException {
        Path path = directory.resolve(file);
        try (OutputStream out = Files.newOutputStream(path)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return path;
    }
}
