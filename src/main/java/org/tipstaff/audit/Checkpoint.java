package org.tipstaff.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tipstaff.sealing.Sha256;

/**
 * A head of the Merkle tree: how many entries there are and the root over them. Signed it is a note of three lines, an
 * empty one and the signature, as C2SP's <em>tlog-checkpoint</em> and <em>signed-note</em> describe them, so that the
 * tools of transparency logs read it.
 *
 * @param origin names the log, for example {@code portal.example.com/audit}
 */
public record Checkpoint(String origin, long size, Sha256 root) {
    private static final Pattern ORIGIN = Pattern.compile("[!-*,-~]+");
    private static final Pattern NOTE = Pattern.compile(
            "([^\n ]+)\n([1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n\n\u2014 ([^\n ]+) ([A-Za-z0-9+/=]+)\n");

    /** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410) up to its 32 bytes. */
    private static final byte[] DER = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final byte ED25519 = 0x01;
    private static final int HINT = 4;

    public Checkpoint {
        if (!ORIGIN.matcher(origin).matches() || size < 1) {
            throw new IllegalArgumentException("Not a checkpoint");
        }
    }

    /** What is signed, byte for byte. */
    String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
    }

    /**
     * The note, as it is published.
     *
     * @param publicKey 32 bytes
     * @param signature Ed25519 over {@link #body()}, 64 bytes
     */
    String note(byte[] publicKey, byte[] signature) {
        byte[] line = Arrays.copyOf(hint(publicKey), HINT + signature.length);
        System.arraycopy(signature, 0, line, HINT, signature.length);
        return body() + "\n\u2014 " + origin + " " + Base64.getEncoder().encodeToString(line) + "\n";
    }

    private byte[] hint(byte[] publicKey) {
        MessageDigest digest = Sha256.digest();
        digest.update((origin + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(ED25519);
        digest.update(publicKey);
        return Arrays.copyOf(digest.digest(), HINT);
    }

    /**
     * Reads a note.
     *
     * @param publicKey 32 bytes
     * @return nothing where it is no note, or not one signed with this key
     */
    public static Optional<Checkpoint> verified(String note, byte[] publicKey) {
        Matcher parts = NOTE.matcher(note);
        if (!parts.matches() || !parts.group(1).equals(parts.group(4))) {
            return Optional.empty();
        }
        try {
            Checkpoint read = new Checkpoint(
                    parts.group(1),
                    Long.parseLong(parts.group(2)),
                    new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(parts.group(3)))));
            byte[] line = Base64.getDecoder().decode(parts.group(5));
            byte[] signature = Arrays.copyOfRange(line, Math.min(HINT, line.length), line.length);
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key(publicKey));
            check.update(read.body().getBytes(StandardCharsets.UTF_8));
            boolean good = Arrays.equals(Arrays.copyOf(line, HINT), read.hint(publicKey)) && check.verify(signature);
            return good ? Optional.of(read) : Optional.empty();
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PublicKey key(byte[] raw) throws GeneralSecurityException {
        byte[] encoded = Arrays.copyOf(DER, DER.length + raw.length);
        System.arraycopy(raw, 0, encoded, DER.length, raw.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    /** The key for other programs (RFC 7468, RFC 8410). */
    public static String pem(byte[] publicKey) {
        byte[] encoded = Arrays.copyOf(DER, DER.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, DER.length, publicKey.length);
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";
    }

    /**
     * Reads what {@link #pem} wrote.
     *
     * @return 32 bytes; nothing where it is no Ed25519 key
     */
    public static Optional<byte[]> publicKey(String pem) {
        Matcher matcher = Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----")
                .matcher(pem);
        if (!matcher.find()) {
            return Optional.empty();
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean fits = encoded.length == DER.length + 32 && Arrays.mismatch(encoded, DER) == DER.length;
        return fits ? Optional.of(Arrays.copyOfRange(encoded, DER.length, encoded.length)) : Optional.empty();
    }
}
