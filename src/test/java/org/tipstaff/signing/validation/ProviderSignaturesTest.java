package org.tipstaff.signing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.key.SigningKeys;
import org.tipstaff.signing.sign.DocumentSigner;

/** What strangers show: it is said to carry the provider's signature where it does, and nowhere else. */
class ProviderSignaturesTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path directory;

    private static DemonstrationAuthority authority;
    private static byte[] signed;
    private static ProviderSignatures signatures;

    @BeforeAll
    static void sign() {
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", CLOCK);
        try (SigningKey key = authority.custodianKey()) {
            signed = Documents.read(new DocumentSigner(key, authority.evidence(), CLOCK)
                    .sign(
                            Documents.pdf(directory.resolve("plain.pdf"), 2000),
                            directory.resolve("signed.pdf"),
                            SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                    .file());
            SigningKeys keys = SigningKeys.of(key);
            assertThat(keys.signers()).containsExactly(key.certificate());
            signatures = new ProviderSignatures(keys::signers);
        }
    }

    @Test
    void it_is_found_whatever_became_of_the_rest_of_the_file() throws IOException {
        byte[] changed = signed.clone();
        changed[changed.length / 20] ^= 1;
        byte[] shifted = joined("\n\n\n".getBytes(StandardCharsets.US_ASCII), signed);
        byte[] appended = joined(signed, "\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));

        assertThat(in(signed)).isTrue();
        assertThat(in(changed)).isTrue();
        assertThat(in(shifted)).isTrue();
        assertThat(in(appended)).isTrue();
        assertThat(in(Documents.rewritten(signed))).isTrue();
    }

    @Test
    void no_other_file_is_said_to_carry_it() throws IOException {
        byte[] plain = Documents.read(Documents.pdf(directory.resolve("other.pdf"), 100));
        byte[] number = new String(authority.signAsCourt(plain), StandardCharsets.ISO_8859_1)
                .replace("/Type /Page", "/Type /Pige")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(in(plain)).isFalse();
        assertThat(in("%PDF-".getBytes(StandardCharsets.US_ASCII))).isFalse();
        // Its time-stamps are made by the authority that makes the provider's too.
        assertThat(in(authority.signAsCourt(plain))).isFalse();
        assertThat(in(number)).isFalse();
    }

    @Test
    void a_signature_in_the_provider_s_name_by_another_key_is_not_the_provider_s() throws IOException {
        DemonstrationAuthority other =
                DemonstrationAuthority.open(directory.resolve("other"), "Casey Custodian", CLOCK);
        try (SigningKey key = other.custodianKey()) {
            byte[] theirs = Documents.read(new DocumentSigner(key, other.evidence(), CLOCK)
                    .sign(
                            directory.resolve("plain.pdf"),
                            directory.resolve("theirs.pdf"),
                            SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                    .file());
            assertThat(in(theirs)).isFalse();
        }
    }

    /** The certificate alone, which everybody can have, is no signature. */
    @Test
    void a_signature_whose_value_was_changed_is_none() throws IOException {
        String text = new String(signed, StandardCharsets.ISO_8859_1);
        byte[] changed = signed.clone();
        int at = text.indexOf("/Contents <") + 11;
        for (int i = at; i < at + 18_000; i++) {
            if (changed[i] != '0') {
                changed[i] = (byte) (changed[i] == '1' ? '2' : '1');
            }
        }
        assertThat(in(changed)).isFalse();
    }

    @Test
    @Timeout(60)
    void what_is_made_to_exhaust_it_is_answered_in_bounded_time_and_memory() throws IOException {
        byte[] nested = "30808".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        byte[] unended = "ab".repeat(10_000_000).getBytes(StandardCharsets.US_ASCII);
        byte[] many = ("/Contents <" + "30".repeat(200) + "> ").repeat(50_000).getBytes(StandardCharsets.US_ASCII);
        byte[] start = "%PDF-1.7\n/Contents <".getBytes(StandardCharsets.US_ASCII);
        long begun = System.nanoTime();

        assertThat(in(joined(start, nested, new byte[] {'>'}))).isFalse();
        assertThat(in(joined(start, unended))).isFalse();
        assertThat(in(many)).isFalse();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.asList(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static boolean in(byte[] file) throws IOException {
        return signatures.in(Files.write(directory.resolve("file"), file));
    }
}
