package org.tipstaff.signing.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.LittleAuthority;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.document.Workspace;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.evidence.NetworkEvidence;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

class SigningKeysTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Instant TAKEOVER = CLOCK.instant().plus(Duration.ofDays(10));

    @TempDir
    static Path directory;

    private static LittleAuthority former;
    private static LittleAuthority present;
    private static SigningKey old;
    private static SigningKey fresh;

    @BeforeAll
    static void start() {
        former = new LittleAuthority("Former", Duration.ofDays(1000));
        present = new LittleAuthority("Present", Duration.ofDays(1000));
        old = key(former, "old.p12", Duration.ofDays(20));
        fresh = key(present, "fresh.p12", Duration.ofDays(900));
    }

    @AfterAll
    static void stop() {
        former.close();
        present.close();
        old.close();
        fresh.close();
    }

    private static SigningKey key(LittleAuthority authority, String file, Duration validity) {
        return SigningKey.fromPkcs12(
                authority.signer(directory.resolve(file), "secret", file, validity),
                "secret".toCharArray(),
                "custodian");
    }

    private static SigningKeys both() {
        return new SigningKeys(
                List.of(
                        new SigningKeys.Planned("tipstaff.signing", old, Instant.MIN),
                        new SigningKeys.Planned("tipstaff.signing.next", fresh, TAKEOVER)),
                List.of());
    }

    @Test
    void the_next_key_takes_over_at_its_instant() {
        assertThat(both().active(TAKEOVER.minusNanos(1))).isEqualTo(old);
        assertThat(both().active(TAKEOVER)).isEqualTo(fresh);
    }

    @Test
    void the_end_of_a_certificate_is_announced_only_where_no_key_takes_over_before() {
        Duration month = Duration.ofDays(30);
        assertThat(both().warning(CLOCK.instant(), month)).isEmpty();
        assertThat(SigningKeys.of(old).warning(CLOCK.instant(), month))
                .get()
                .asString()
                .contains("set tipstaff.signing.next");
        assertThat(SigningKeys.of(old).warning(CLOCK.instant(), Duration.ofDays(5)))
                .isEmpty();
        Instant afterTheEnd = CLOCK.instant().plus(Duration.ofDays(21));
        assertThat(SigningKeys.of(old).problem(afterTheEnd)).get().asString().contains("has expired");
        assertThat(both().problem(afterTheEnd)).isEmpty();
    }

    @Test
    void what_the_old_key_signed_stays_valid_under_the_published_certificates_after_it_retired() throws Exception {
        EvidenceSource evidence = new NetworkEvidence(
                List.of(present.url()),
                new TrustAnchors(List.of(former.root(), present.root())),
                Duration.ofSeconds(5),
                CLOCK);
        Path signed = new DocumentSigner(both(), evidence, CLOCK)
                .sign(
                        Documents.pdf(directory.resolve("plain.pdf"), 1000),
                        directory.resolve("signed.pdf"),
                        SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                .file();
        SigningKeys later =
                new SigningKeys(List.of(new SigningKeys.Planned("tipstaff.signing", fresh, Instant.MIN)), old.chain());

        SignatureReport report = new SignatureValidator(later.roots(), CLOCK).validate(signed);

        assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.signerName()).contains("old.p12");
        assertThat(later.published(CLOCK.instant()))
                .extracting(CertificateNames::commonName)
                .containsExactly("fresh.p12", "old.p12", "Present", "Former");
    }

    @Test
    void a_directory_that_a_killed_process_left_is_swept_and_nobody_elses() throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        // No process has the largest number.
        Path left = Files.createTempDirectory(temporary, "tipstaff-signing-999999999-");
        Files.writeString(left.resolve("document.pdf"), "rows");
        Path living = Files.createTempDirectory(temporary, "tipstaff-signing-1-");
        Path keys = Files.createTempDirectory(temporary, "tipstaff-signing-keys");

        Workspace.sweep();

        assertThat(left).doesNotExist();
        assertThat(living).exists();
        assertThat(keys).exists();
        Files.delete(living);
        Files.delete(keys);
    }
}
