package org.tipstaff.encryption;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;

/** A public key that files are encrypted to. Whether it may be used depends on the time: ask before each use. */
public interface RecipientKey {
    /** What a key can be, with what it makes. */
    enum Kind {
        /** RFC 9580: a message with integrity protection, AES-256. */
        OPENPGP("OpenPGP", "pgp", "application/pgp-encrypted"),
        /** RFC 5083, RFC 5084: CMS AuthEnvelopedData, AES-256-GCM. */
        X509("X.509", "p7m", "application/pkcs7-mime; smime-type=authEnveloped-data");

        private final String title;
        private final String ending;
        private final String mediaType;

        Kind(String title, String ending, String mediaType) {
            this.title = title;
            this.ending = ending;
            this.mediaType = mediaType;
        }

        public String title() {
            return title;
        }

        /** What is added to the name of a file, without the dot. */
        public String ending() {
            return ending;
        }

        public String mediaType() {
            return mediaType;
        }

        public static Optional<Kind> of(String ending) {
            for (Kind kind : values()) {
                if (kind.ending.equals(ending)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    Kind kind();

    /** Hexadecimal, upper case: of the OpenPGP key, or SHA-256 of the certificate. */
    String fingerprint();

    /** The fingerprint in groups of four, as people read it to one another. */
    default String grouped() {
        return fingerprint().replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** Whose it says that it is: a user id or a subject. */
    String owner();

    /** For example {@code RSA, 3072 bits}. */
    String algorithm();

    /** The first instant at which it may not be used any more; empty where it never ends. */
    Optional<Instant> validUntil();

    /** The public part as text, as it is kept. */
    String material();

    /** @throws UnusableKey where nothing may be encrypted to it at this time */
    void requireUsable(Instant now) throws UnusableKey;

    /** Writes the plain bytes. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Encrypts in bounded memory and leaves {@code out} open. Where the content breaks off, so does what is written: it
     * has no end that a reader would take for one.
     *
     * @param fileName of the plain file
     * @param now at which the key is usable
     */
    void encrypt(Content content, OutputStream out, String fileName, Instant now) throws IOException;

    /**
     * Reads an armoured OpenPGP public key or a PEM certificate; exactly one.
     *
     * @throws UnusableKey where it is something else
     */
    static RecipientKey read(String material) throws UnusableKey {
        if (material.contains("PRIVATE KEY")) {
            throw new UnusableKey(
                    "This holds a private key, which nobody but its owner may have. Enter the public key, and tell the agency that the private one was shown");
        }
        if (material.contains("BEGIN PGP")) {
            return OpenPgpKey.read(material);
        }
        if (material.contains("BEGIN CERTIFICATE")) {
            return CertificateKey.read(material);
        }
        throw new UnusableKey(
                "Enter an armoured OpenPGP public key (BEGIN PGP PUBLIC KEY BLOCK) or a certificate as PEM (BEGIN CERTIFICATE)");
    }
}
