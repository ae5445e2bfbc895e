package org.tipstaff.disclosure.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tipstaff.sealing.Sha256;

/** Unpacks a bag and judges it by RFC 8493, as {@code sha256sum -c} does. */
public final class BagReader {
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");

    private BagReader() {}

    /** @return every file by its path in the bag; each has the hash that a manifest lists */
    public static Map<String, byte[]> read(byte[] zip, String bag) throws IOException {
        Map<String, byte[]> files = unpack(zip, bag);
        assertThat(text(files, "bagit.txt")).isEqualTo("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        Set<String> payload = new TreeSet<>(files.keySet());
        payload.removeIf(path -> !path.startsWith("data/"));
        Set<String> tags = new TreeSet<>(files.keySet());
        tags.removeAll(payload);
        tags.remove("tagmanifest-sha256.txt");
        assertThat(check(files, "manifest-sha256.txt")).isEqualTo(payload);
        assertThat(check(files, "tagmanifest-sha256.txt")).isEqualTo(tags);
        long bytes =
                payload.stream().mapToLong(path -> file(files, path).length).sum();
        assertThat(text(files, "bag-info.txt").lines()).contains("Payload-Oxum: " + bytes + "." + payload.size());
        return files;
    }

    private static Map<String, byte[]> unpack(byte[] zip, String bag) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getName())
                        .matches("[A-Za-z0-9._/-]+")
                        .startsWith(bag + "/")
                        .doesNotContain("..", "//");
                assertThat(files.put(entry.getName().substring(bag.length() + 1), in.readAllBytes()))
                        .as("one file of a name")
                        .isNull();
            }
        }
        return files;
    }

    private static Set<String> check(Map<String, byte[]> files, String manifest) {
        Set<String> listed = new TreeSet<>();
        for (String line : text(files, manifest).split("\n")) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            byte[] file = file(files, matcher.group(2));
            assertThat(Sha256.of(file).hex()).as(line).isEqualTo(matcher.group(1));
            listed.add(matcher.group(2));
        }
        return listed;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(file(files, name), StandardCharsets.UTF_8);
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }
}
