package org.tipstaff.encryption;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * An OpenPGP public key (RFC 9580), version 4. BouncyCastle checks its self-signatures, its expiry and its revocations;
 * messages are encrypted to every subkey that may encrypt at the time.
 */
final class OpenPgpKey implements RecipientKey {
    private static final int BUFFER = 1 << 16;
    private static final int SHORTEST_RSA = 2048;

    private final OpenPGPCertificate certificate;
    private final String material;
    private final SecureRandom random = new SecureRandom();

    private OpenPgpKey(OpenPGPCertificate certificate, String material) {
        this.certificate = certificate;
        this.material = material;
    }

    static OpenPgpKey read(String material) throws UnusableKey {
        try {
            OpenPgpBounds.check(material);
            List<OpenPGPCertificate> all =
                    new OpenPGPKeyReader(new BcOpenPGPImplementation()).parseCertificates(material);
            if (all.size() != 1) {
                throw new UnusableKey("Enter exactly one OpenPGP key; there are " + all.size());
            }
            return new OpenPgpKey(all.get(0), material.strip() + "\n");
        } catch (IOException | RuntimeException e) {
            // What BouncyCastle cannot read it answers with many kinds of exception.
            throw new UnusableKey("This OpenPGP key cannot be read. Export it again with: gpg --armor --export", e);
        }
    }

    @Override
    public Kind kind() {
        return Kind.OPENPGP;
    }

    @Override
    public String fingerprint() {
        return java.util.HexFormat.of().withUpperCase().formatHex(certificate.getFingerprint());
    }

    @Override
    public String owner() {
        var users = certificate.getAllUserIds();
        return users.isEmpty() ? "" : users.get(0).getUserId();
    }

    @Override
    public String algorithm() {
        return certificate.getKeys().stream()
                .map(OpenPGPComponentKey::getPGPPublicKey)
                .filter(PGPPublicKey::isEncryptionKey)
                .reduce((first, last) -> last)
                .map(OpenPgpKey::algorithm)
                .orElse("no key that encrypts");
    }

    private static String algorithm(PGPPublicKey key) {
        String name = isRsa(key) ? "RSA" : "Elliptic curve";
        return name + ", " + key.getBitStrength() + " bits";
    }

    @Override
    public Optional<Instant> validUntil() {
        Date end = certificate.getExpirationTime();
        return end == null ? Optional.empty() : Optional.of(end.toInstant());
    }

    @Override
    public String material() {
        return material;
    }

    @Override
    public void requireUsable(Instant now) throws UnusableKey {
        usable(now);
    }

    private List<PGPPublicKey> usable(Instant now) throws UnusableKey {
        Date at = Date.from(now);
        if (certificate.getPrimaryKey().getVersion() != PublicKeyPacket.VERSION_4) {
            throw new UnusableKey("Only OpenPGP keys of version 4 are taken");
        }
        Date made = certificate.getPrimaryKey().getCreationTime();
        if (made.after(at)) {
            throw new UnusableKey("The OpenPGP key " + fingerprint() + " is not valid before " + day(made.toInstant()));
        }
        if (certificate.getRevocation(at) != null) {
            throw new UnusableKey("The OpenPGP key " + fingerprint() + " was revoked by its owner. Ask for a new one");
        }
        Date end = certificate.getExpirationTime(at);
        if (end != null && !now.isBefore(end.toInstant())) {
            throw new UnusableKey("The OpenPGP key " + fingerprint() + " expired on " + day(end.toInstant())
                    + ". Ask for one that is prolonged, or for a new one");
        }
        List<PGPPublicKey> keys = certificate.getEncryptionKeys(at).stream()
                .map(OpenPGPComponentKey::getPGPPublicKey)
                .toList();
        if (keys.isEmpty()) {
            throw new UnusableKey("The OpenPGP key " + fingerprint()
                    + " has no part that may encrypt now: none is meant for it, or it expired or was revoked");
        }
        for (PGPPublicKey key : keys) {
            requireSane(key);
        }
        return keys;
    }

    private void requireSane(PGPPublicKey key) throws UnusableKey {
        boolean curve = key.getAlgorithm() == PublicKeyAlgorithmTags.ECDH
                || key.getAlgorithm() == PublicKeyAlgorithmTags.X25519
                || key.getAlgorithm() == PublicKeyAlgorithmTags.X448;
        if (!curve && !(isRsa(key) && key.getBitStrength() >= SHORTEST_RSA)) {
            throw new UnusableKey("The OpenPGP key " + fingerprint()
                    + " encrypts with RSA of less than 2,048 bits or with an algorithm that is no longer relied on");
        }
    }

    private static boolean isRsa(PGPPublicKey key) {
        return key.getAlgorithm() == PublicKeyAlgorithmTags.RSA_GENERAL
                || key.getAlgorithm() == PublicKeyAlgorithmTags.RSA_ENCRYPT;
    }

    static String day(Instant at) {
        return java.time.format.DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US)
                .withZone(java.time.ZoneOffset.UTC)
                .format(at);
    }

    @Override
    public void encrypt(Content content, OutputStream out, String fileName, Instant now) throws IOException {
        PGPEncryptedDataGenerator generator =
                new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                        .setWithIntegrityPacket(true)
                        .setSecureRandom(random));
        try {
            for (PGPPublicKey key : usable(now)) {
                generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key).setSecureRandom(random));
            }
            OutputStream encrypted = generator.open(out, new byte[BUFFER]);
            // The date 0 stands for none (RFC 9580, 5.9).
            OutputStream plain = new PGPLiteralDataGenerator()
                    .open(encrypted, PGPLiteralData.BINARY, fileName, new Date(0), new byte[BUFFER]);
            content.writeTo(plain);
            plain.close();
            encrypted.close();
        } catch (PGPException | UnusableKey e) {
            throw new IOException("A file cannot be encrypted", e);
        }
    }
}
