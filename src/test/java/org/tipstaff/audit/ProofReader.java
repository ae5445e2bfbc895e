package org.tipstaff.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Checks a proof as a stranger would who has docs/audit-format.md, RFC 9162 and the JDK, and shares no line with the
 * portal: the path is followed from the root's side, by recursion over the sizes of the subtrees.
 */
public final class ProofReader {
    private ProofReader() {}

    /** Whether the proof shows that this document is named in the log whose key is given; broken input is no proof. */
    public static boolean proves(String proof, byte[] document, String keyPem) {
        try {
            JsonNode file = JsonMapper.builder().build().readTree(proof);
            JsonNode inner = file.required("proof");
            byte[] entry = Base64.getDecoder().decode(inner.required("entry").asText());
            String named = JsonMapper.builder()
                    .build()
                    .readTree(entry)
                    .path("d.sha256")
                    .asText();
            if (!named.equals(HexFormat.of().formatHex(sha(document)))) {
                return false;
            }
            List<byte[]> path = new ArrayList<>();
            inner.required("path").forEach(hash -> path.add(HexFormat.of().parseHex(hash.asText())));
            String[] lines = inner.required("checkpoint").asText().split("\n", -1);
            long size = Long.parseLong(lines[1]);
            byte[] root =
                    root(sha(new byte[] {0, 1}, entry), inner.required("index").asLong(), size, path);
            return size == inner.required("treeSize").asLong()
                    && path.isEmpty()
                    && Arrays.equals(root, Base64.getDecoder().decode(lines[2]))
                    && signed(lines, keyPem);
        } catch (GeneralSecurityException | java.io.IOException | RuntimeException e) {
            return false;
        }
    }

    /** The root of a tree with so many leaves; takes the hashes of the other halves from the end of the path. */
    private static byte[] root(byte[] leaf, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("No such leaf");
        }
        if (size == 1) {
            return leaf;
        }
        long left = 1;
        while (left * 2 < size) {
            left *= 2;
        }
        byte[] other = path.remove(path.size() - 1);
        return index < left
                ? sha(new byte[] {1}, root(leaf, index, left, path), other)
                : sha(new byte[] {1}, other, root(leaf, index - left, size - left, path));
    }

    private static boolean signed(String[] lines, String keyPem) throws GeneralSecurityException {
        String body = lines[0] + "\n" + lines[1] + "\n" + lines[2] + "\n";
        String[] line = lines[4].split(" ");
        byte[] value = Base64.getDecoder().decode(line[2]);
        byte[] der = Base64.getMimeDecoder().decode(keyPem.replaceAll("-----[A-Z ]+-----", ""));
        byte[] raw = Arrays.copyOfRange(der, der.length - 32, der.length);
        byte[] hint = sha((line[1] + "\n").getBytes(StandardCharsets.UTF_8), new byte[] {1}, raw);
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        check.update(body.getBytes(StandardCharsets.UTF_8));
        return lines[3].isEmpty()
                && lines.length == 6
                && lines[5].isEmpty()
                && line[0].equals("\u2014")
                && line[1].equals(lines[0])
                && Arrays.equals(Arrays.copyOf(hint, 4), Arrays.copyOf(value, 4))
                && check.verify(Arrays.copyOfRange(value, 4, value.length));
    }

    private static byte[] sha(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
