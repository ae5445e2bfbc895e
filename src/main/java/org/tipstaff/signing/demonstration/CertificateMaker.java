package org.tipstaff.signing.demonstration;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.tipstaff.signing.SigningException;

/** Makes keys (ECDSA, P-256), certificates and CRLs (RFC 5280) for the demonstration's authorities. */
public final class CertificateMaker {
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final Duration AUTHORITY = Duration.ofDays(10 * 365);
    private static final Duration END_ENTITY = Duration.ofDays(5 * 365);
    /** Clocks of other machines may be behind this one. */
    private static final Duration BACKDATED = Duration.ofHours(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public CertificateMaker(Clock clock) {
        this.clock = clock;
    }

    /** A private key with its certificate and those above it, its own first. */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {
        public Identity {
            chain = List.copyOf(chain);
        }

        public X509Certificate certificate() {
            return chain.get(0);
        }
    }

    static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, commonName)
                .addRDN(BCStyle.O, "Tipstaff demonstration")
                .build();
    }

    public Identity authority(String commonName) {
        KeyPair pair = keyPair();
        X500Name name = name(commonName);
        try {
            X509v3CertificateBuilder builder = builder(name, name, pair, AUTHORITY)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new Identity(pair.getPrivate(), List.of(signed(builder, pair.getPrivate())));
        } catch (CertIOException e) {
            throw new SigningException("A certificate could not be made", e);
        }
    }

    /** For signing documents: key usage nonRepudiation and digitalSignature. */
    public Identity signer(String commonName, Identity issuer) {
        return issued(commonName, issuer, new Extension[] {
            critical(Extension.keyUsage, new KeyUsage(KeyUsage.nonRepudiation | KeyUsage.digitalSignature))
        });
    }

    /** For time-stamps: RFC 3161 section 2.3 demands the extended key usage timeStamping, alone and critical. */
    Identity timeStampAuthority(String commonName, Identity issuer) {
        return issued(commonName, issuer, new Extension[] {
            critical(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)),
            critical(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
        });
    }

    /** An empty CRL, valid for the time given. */
    public byte[] emptyCrl(Identity issuer, Duration validity) {
        try {
            Instant now = clock.instant();
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    new JcaX509CertificateHolder(issuer.certificate()).getSubject(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(validity)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
            builder.addExtension(
                    Extension.cRLNumber,
                    false,
                    new org.bouncycastle.asn1.x509.CRLNumber(BigInteger.valueOf(now.toEpochMilli())));
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(issuer.key())))
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new SigningException("A CRL could not be made", e);
        }
    }

    private Identity issued(String commonName, Identity issuer, Extension[] extensions) {
        KeyPair pair = keyPair();
        try {
            X500Name above = new JcaX509CertificateHolder(issuer.certificate()).getSubject();
            X509v3CertificateBuilder builder = builder(above, name(commonName), pair, END_ENTITY)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.certificate()));
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return new Identity(pair.getPrivate(), List.of(signed(builder, issuer.key()), issuer.certificate()));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new SigningException("A certificate could not be made", e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair, Duration validity) {
        Instant from = clock.instant().minus(BACKDATED);
        try {
            return new JcaX509v3CertificateBuilder(
                            issuer,
                            new BigInteger(127, random).setBit(126),
                            Date.from(from),
                            Date.from(from.plus(validity)),
                            subject,
                            pair.getPublic())
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        } catch (GeneralSecurityException | CertIOException e) {
            throw new SigningException("A certificate could not be made", e);
        }
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey issuer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(issuer)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new SigningException("A certificate could not be signed", e);
        }
    }

    private KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new SigningException("This Java cannot make keys on P-256", e);
        }
    }

    private static Extension critical(
            org.bouncycastle.asn1.ASN1ObjectIdentifier id, org.bouncycastle.asn1.ASN1Object value) {
        try {
            return Extension.create(id, true, value);
        } catch (java.io.IOException e) {
            throw new SigningException("A certificate extension has no encoding", e);
        }
    }
}
