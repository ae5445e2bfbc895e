package org.tipstaff.disclosure.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.disclosure.DisclosureFixtures.PHONE;
import static org.tipstaff.disclosure.DisclosureFixtures.contents;
import static org.tipstaff.disclosure.DisclosureFixtures.coverage;
import static org.tipstaff.disclosure.DisclosureFixtures.generated;
import static org.tipstaff.disclosure.DisclosureFixtures.terms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.disclosure.DisclosureFixtures;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.Sha256;

class BagTest {
    private static final String NUMBER = "TS-26-004182-D1";
    private static final Instant SIGNED = Instant.parse("2026-11-23T23:59:58.5Z");

    @TempDir
    Path directory;

    @Test
    void every_file_is_in_the_bag_as_it_is_under_a_hash_that_fits() throws IOException {
        Bundle bundle = bundle();
        Map<String, byte[]> files = BagReader.read(zip(bag(payload(bundle))), NUMBER);

        assertThat(files)
                .containsOnlyKeys(
                        "audit-proof.json",
                        "bag-info.txt",
                        "bagit.txt",
                        "manifest-sha256.txt",
                        "tagmanifest-sha256.txt",
                        "data/" + NUMBER + ".pdf",
                        "data/" + NUMBER + ".csv",
                        "data/" + NUMBER + ".json",
                        "data/LOG/" + NUMBER + "_IDS_QueryLogs.xlsx");
        assertThat(files.get("data/" + NUMBER + ".csv"))
                .isEqualTo(Files.readAllBytes(bundle.file(bundle.twins().get(0))));
        assertThat(new String(files.get("bag-info.txt"), StandardCharsets.UTF_8))
                .contains("Source-Organization: Example Messaging, Inc.\n", "Bagging-Date: 2026-11-23\n");
    }

    @Test
    void the_same_files_make_the_same_bytes_in_every_zone() throws IOException {
        Bundle bundle = bundle();
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
            byte[] there = zip(bag(payload(bundle)));
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            assertThat(zip(bag(payload(bundle)))).isEqualTo(there);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void a_file_that_is_not_what_was_recorded_breaks_the_zip_off() throws IOException {
        ManifestEntry entry = new ManifestEntry("a.csv", MediaTypes.CSV, 1, 1, Sha256.of(new byte[] {1}));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Bag bag = bag(List.of(new Bag.Payload(entry, new ByteArrayInputStream(new byte[] {2}))));

        assertThatThrownBy(() -> bag.writeTo(out)).isInstanceOf(IOException.class);
        Path broken = Files.write(directory.resolve("broken.zip"), out.toByteArray());
        assertThatThrownBy(() -> new java.util.zip.ZipFile(broken.toFile()).close())
                .isInstanceOf(java.util.zip.ZipException.class);
    }

    @Test
    void a_name_that_leads_elsewhere_has_no_place() {
        for (String name : List.of("../a.csv", "/a.csv", "a\nb.csv", "%0a.csv", ".csv", "a b.csv", "C:a.csv", "")) {
            ManifestEntry entry = new ManifestEntry(name, MediaTypes.CSV, 1, 1, Sha256.of(new byte[] {1}));
            List<Bag.Payload> payload = List.of(new Bag.Payload(entry, new ByteArrayInputStream(new byte[] {1})));
            assertThatThrownBy(() -> bag(payload)).as(name).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Bundle bundle() throws IOException {
        Terms terms = terms(PHONE);
        return Bundle.compose(
                contents(terms, terms, coverage()), generated(terms, 20), directory, DisclosureFixtures.ONE_VOLUME);
    }

    private static List<Bag.Payload> payload(Bundle bundle) throws IOException {
        List<ManifestEntry> entries = new ArrayList<>(List.of(bundle.document()));
        entries.addAll(bundle.twins());
        List<Bag.Payload> payload = new ArrayList<>();
        for (ManifestEntry entry : entries) {
            payload.add(new Bag.Payload(entry, new ByteArrayInputStream(Files.readAllBytes(bundle.file(entry)))));
        }
        return payload;
    }

    private static Bag bag(List<Bag.Payload> payload) {
        return new Bag(NUMBER, "Example Messaging, Inc.", SIGNED, "{}", payload);
    }

    private static byte[] zip(Bag bag) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        bag.writeTo(out);
        return out.toByteArray();
    }
}
