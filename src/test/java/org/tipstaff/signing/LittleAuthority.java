package org.tipstaff.signing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.tipstaff.signing.demonstration.CertificateMaker;
import org.tipstaff.signing.key.Pem;

/**
 * A certification authority with its revocation list and a time-stamp authority (RFC 3161), both behind real HTTP on this
 * machine. It can be stopped, started again at the same address, and told to misbehave.
 */
public final class LittleAuthority implements AutoCloseable {
    /** How it answers for a time-stamp. */
    public enum Manner {
        HONEST,
        /** Answers with another nonce than asked for. */
        WRONG_NONCE,
        /** Stamps another digest. */
        WRONG_IMPRINT,
        /** Its clock is an hour behind. */
        WRONG_TIME,
        /** HTTP 200 and no time-stamp. */
        NONSENSE
    }

    private static final String ALGORITHM = "SHA256withECDSA";

    public final AtomicInteger stamps = new AtomicInteger();
    private final Clock clock = Clock.systemUTC();
    private final CertificateMaker.Identity root;
    private final int port;
    private volatile CertificateMaker.Identity timeStamps;
    private volatile Manner manner = Manner.HONEST;
    /** A flag and no removed context: one that was created twice answers after it was removed once. */
    private volatile boolean stamping = true;

    private volatile boolean revoking = true;

    private HttpServer server;

    public LittleAuthority(String name, Duration validity) {
        this.root = new CertificateMaker(clock).authority(name);
        try {
            this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.port = server.getAddress().getPort();
        this.timeStamps = issue(name + " time-stamps", validity, true);
        open();
    }

    private void open() {
        server.createContext("/tsa", this::stamp);
        server.createContext("/root.crl", exchange -> {
            if (!revoking) {
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
                return;
            }
            byte[] crl = new CertificateMaker(clock).emptyCrl(root, Duration.ofDays(7));
            answer(exchange, "application/pkix-crl", crl);
        });
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port + "/tsa");
    }

    public void behave(Manner next) {
        manner = next;
    }

    /** Time-stamps under another certificate from now on. */
    public void renew(Duration validity) {
        timeStamps = issue("Renewed time-stamps", validity, true);
    }

    /** Time-stamps stop; revocation lists stay where they are. */
    public void stopStamping() {
        stamping = false;
    }

    public void stampAgain() {
        stamping = true;
    }

    /** The revocation list is away; time-stamps go on. */
    public void stopRevoking() {
        revoking = false;
    }

    public void revokeAgain() {
        revoking = true;
    }

    public X509Certificate root() {
        return root.certificate();
    }

    public Path rootPem(Path file) {
        try {
            return Files.writeString(file, Pem.certificates(root.chain()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A PKCS#12 file with a signer's key under this authority; alias {@code custodian}. */
    public Path signer(Path file, String password, String name, Duration validity) {
        return store(file, password, issue(name, validity, false));
    }

    /** The same with a certificate that names neither a revocation list nor an OCSP server. */
    public Path signerWithoutRevocation(Path file, String password, String name) {
        return store(file, password, new CertificateMaker(clock).signer(name, root));
    }

    private static Path store(Path file, String password, CertificateMaker.Identity signer) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry(
                    "custodian",
                    signer.key(),
                    password.toCharArray(),
                    signer.chain().toArray(new Certificate[0]));
            try (var out = Files.newOutputStream(file)) {
                keys.store(out, password.toCharArray());
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private CertificateMaker.Identity issue(String name, Duration validity, boolean stamps) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair pair = generator.generateKeyPair();
            Instant now = clock.instant();
            var extensions = new JcaX509ExtensionUtils();
            var builder = new JcaX509v3CertificateBuilder(
                            root.certificate(),
                            BigInteger.valueOf(System.nanoTime()),
                            Date.from(now.minusSeconds(60)),
                            Date.from(now.plus(validity)),
                            new X500Name("CN=" + name),
                            pair.getPublic())
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(root.certificate()))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(stamps ? KeyUsage.digitalSignature : 0xc0))
                    .addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                        new DistributionPoint(
                                new DistributionPointName(new GeneralNames(new GeneralName(
                                        GeneralName.uniformResourceIdentifier,
                                        "http://127.0.0.1:" + port + "/root.crl"))),
                                null,
                                null)
                    }));
            if (stamps) {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            }
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(root.key())));
            return new CertificateMaker.Identity(pair.getPrivate(), List.of(certificate, root.certificate()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void stamp(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (!stamping) {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        try {
            answer(
                    exchange,
                    "application/timestamp-reply",
                    manner == Manner.NONSENSE ? new byte[] {1, 2, 3} : response(new TimeStampRequest(body)));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    private byte[] response(TimeStampRequest asked) throws Exception {
        CertificateMaker.Identity signer = timeStamps;
        JcaSignerInfoGeneratorBuilder info =
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
        CMSAttributeTableGenerator attributes = new DefaultSignedAttributeTableGenerator((AttributeTable) null);
        info.setSignedAttributeGenerator(attributes);
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(
                info.build(new JcaContentSignerBuilder(ALGORITHM).build(signer.key()), signer.certificate()),
                new JcaDigestCalculatorProviderBuilder()
                        .build()
                        .get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        tokens.addCertificates(new JcaCertStore(List.of(signer.certificate())));
        TimeStampRequest request = distorted(asked);
        Instant at = manner == Manner.WRONG_TIME ? clock.instant().minusSeconds(3600) : clock.instant();
        stamps.incrementAndGet();
        return new TimeStampResponseGenerator(
                        tokens, Set.of(TSPAlgorithms.SHA256, TSPAlgorithms.SHA384, TSPAlgorithms.SHA512))
                .generate(request, BigInteger.valueOf(stamps.get()), Date.from(at))
                .getEncoded();
    }

    private TimeStampRequest distorted(TimeStampRequest asked) {
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        byte[] digest = asked.getMessageImprintDigest();
        return switch (manner) {
            case WRONG_NONCE ->
                generator.generate(
                        asked.getMessageImprintAlgOID(),
                        digest,
                        asked.getNonce() == null
                                ? BigInteger.ONE
                                : asked.getNonce().add(BigInteger.ONE));
            case WRONG_IMPRINT -> {
                digest[0] ^= 1;
                yield generator.generate(asked.getMessageImprintAlgOID(), digest, asked.getNonce());
            }
            default -> asked;
        };
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
