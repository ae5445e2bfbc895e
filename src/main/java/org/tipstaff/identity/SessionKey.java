package org.tipstaff.identity;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * What a browser's cookie holds: 256 random bits and nothing else. The session is found by their SHA-256, and its
 * tokens are sealed (AES-256-GCM) under a key derived from them (HKDF-SHA-256, RFC 5869): neither the database nor the
 * application can open the tokens of a browser that is not there.
 */
final class SessionKey {
    private static final int BYTES = 32;
    private static final byte[] INFO = "tipstaff session tokens 1".getBytes(StandardCharsets.US_ASCII);

    private final byte[] secret;

    private SessionKey(byte[] secret) {
        this.secret = secret;
    }

    static SessionKey random(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return new SessionKey(secret);
    }

    /** The key in a cookie, or nothing where the cookie's value cannot be one. */
    static Optional<SessionKey> of(String cookie) {
        if (!cookie.matches("[A-Za-z0-9_-]{43}")) {
            return Optional.empty();
        }
        return Optional.of(new SessionKey(Base64.getUrlDecoder().decode(cookie)));
    }

    String cookie() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    byte[] seal(String tokens) {
        try {
            return aead().encrypt(tokens.getBytes(StandardCharsets.UTF_8), hash());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The session's tokens cannot be sealed", e);
        }
    }

    /** @throws GeneralSecurityException where the bytes were not sealed under this key */
    String open(byte[] sealed) throws GeneralSecurityException {
        return new String(aead().decrypt(sealed, hash()), StandardCharsets.UTF_8);
    }

    private AesGcmJce aead() throws GeneralSecurityException {
        return new AesGcmJce(Hkdf.computeHkdf("HMACSHA256", secret, new byte[0], INFO, BYTES));
    }

    @Override
    public String toString() {
        return "session key";
    }
}
