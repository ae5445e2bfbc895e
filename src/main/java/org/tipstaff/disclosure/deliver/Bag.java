package org.tipstaff.disclosure.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.sealing.Sha256;

/**
 * All files of a disclosure in one ZIP, a bag of BagIt 1.0 (RFC 8493): {@code data/} holds the files,
 * {@code manifest-sha256.txt} their hashes as {@code sha256sum -c} reads them. It is written while it is sent and kept
 * nowhere; of the same files it is the same bytes, as names, order and times come from the disclosure.
 *
 * @param number of the disclosure; names the folder that the bag is
 * @param provider the provider's legal name
 * @param signedAt stands for the time of bagging, which would be another at each download
 * @param proof that the document stands in the audit log; JSON
 * @param payload what goes into the bag; read once
 */
public record Bag(String number, String provider, Instant signedAt, String proof, List<Payload> payload) {
    static final String ZIP = "application/zip";

    /** Nothing that a file system, a shell or the manifest's syntax gives a meaning. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    public Bag {
        payload = List.copyOf(payload);
        if (!SAFE.matcher(number).matches()
                || !payload.stream()
                        .allMatch(file -> SAFE.matcher(file.entry().fileName()).matches())) {
            throw new IllegalArgumentException("A name in a bag has letters, digits, dots, dashes and underscores");
        }
    }

    /** A file and its bytes, which must have the hash that the entry tells. */
    public record Payload(ManifestEntry entry, InputStream content) {
        /** Where it lies in the bag; the spreadsheet in the folder that the provider's own return has. */
        String path() {
            return (entry.mediaType().equals(MediaTypes.XLSX) ? "data/LOG/" : "data/") + entry.fileName();
        }
    }

    String fileName() {
        return number + ".zip";
    }

    /**
     * Writes the ZIP and leaves {@code out} open.
     *
     * @throws IOException where a file is not what was recorded; the ZIP is then broken off, and no reader takes it
     */
    public void writeTo(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Map<String, byte[]> tags = tags();
        for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
            begin(zip, tag.getKey());
            zip.write(tag.getValue());
        }
        for (Payload file : payload) {
            begin(zip, file.path());
            MessageDigest digest = Sha256.digest();
            try (InputStream in = new DigestInputStream(file.content(), digest)) {
                in.transferTo(zip);
            }
            if (!Sha256.of(digest).equals(file.entry().sha256())) {
                throw new IOException("A file of " + number + " is not what was recorded");
            }
        }
        zip.finish();
    }

    private void begin(ZipOutputStream zip, String path) throws IOException {
        ZipEntry entry = new ZipEntry(number + "/" + path);
        entry.setTimeLocal(LocalDateTime.ofInstant(signedAt, ZoneOffset.UTC));
        zip.putNextEntry(entry);
    }

    /** The tag files by name; the last lists the hashes of those before it. */
    private Map<String, byte[]> tags() {
        Map<String, byte[]> tags = new TreeMap<>();
        tags.put("bagit.txt", utf8("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
        tags.put("audit-proof.json", utf8(proof));
        tags.put("bag-info.txt", utf8(info()));
        Map<String, Sha256> files = new TreeMap<>();
        payload.forEach(file -> files.put(file.path(), file.entry().sha256()));
        tags.put("manifest-sha256.txt", utf8(manifest(files)));
        Map<String, Sha256> hashes = new TreeMap<>();
        tags.forEach((name, bytes) -> hashes.put(name, Sha256.of(bytes)));
        tags.put("tagmanifest-sha256.txt", utf8(manifest(hashes)));
        return tags;
    }

    private String info() {
        long bytes = payload.stream().mapToLong(file -> file.entry().bytes()).sum();
        return "Source-Organization: " + provider.replaceAll("\\s+", " ")
                + "\nExternal-Identifier: " + number
                + "\nBagging-Date: " + signedAt.atOffset(ZoneOffset.UTC).toLocalDate()
                + "\nPayload-Oxum: " + bytes + "." + payload.size() + "\n";
    }

    private static String manifest(Map<String, Sha256> files) {
        StringBuilder lines = new StringBuilder();
        files.forEach((path, hash) ->
                lines.append(hash.hex()).append("  ").append(path).append('\n'));
        return lines.toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
