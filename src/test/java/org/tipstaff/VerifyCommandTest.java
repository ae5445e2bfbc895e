package org.tipstaff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;

/** What somebody at a terminal gets who has not got it right. */
class VerifyCommandTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void without_a_file_and_a_certificate_it_says_how_it_is_called() {
        assertThat(verify("file.pdf")).isEqualTo(2);
        assertThat(text()).startsWith("Usage: verify FILE.pdf --certificate");
    }

    @Test
    void a_proof_without_the_key_to_check_it_is_a_wrong_call() {
        assertThat(verify("file.pdf", "--certificate", "root.pem", "--proof", "proof.json"))
                .isEqualTo(2);
        assertThat(verify("file.pdf", "--proof", "proof.json", "--audit-key")).isEqualTo(2);
        assertThat(text()).startsWith("Usage: verify FILE.pdf --certificate");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThat(verify("missing.pdf", "--certificate", "missing.pem")).isEqualTo(2);
        assertThat(text()).startsWith("There is no file that can be read at missing.pdf.");
    }

    @Test
    void without_a_root_nothing_is_checked() throws IOException {
        Path pdf = Files.writeString(directory.resolve("file.pdf"), "%PDF-1.7");
        Path none = Files.writeString(directory.resolve("none.pem"), "");
        assertThat(verify(pdf.toString(), "--certificate", none.toString())).isEqualTo(2);
        assertThat(text()).startsWith("Nothing was checked.");
    }

    @Test
    void what_is_no_disclosure_is_unknown() throws IOException {
        Path letter = Files.writeString(directory.resolve("letter.pdf"), "Dear officer");
        DemonstrationAuthority authority =
                DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", Clock.systemUTC());
        Path root = Files.writeString(directory.resolve("root.pem"), authority.courtRootPem());
        assertThat(verify(letter.toString(), "--certificate", root.toString())).isEqualTo(2);
        assertThat(text()).startsWith("UNKNOWN");
    }

    @Test
    void five_bytes_are_not_called_altered() throws IOException {
        Path five = Files.writeString(directory.resolve("five.pdf"), "%PDF-");
        DemonstrationAuthority authority =
                DemonstrationAuthority.open(directory.resolve("keys"), "Jordan Example", Clock.systemUTC());
        Path root = Files.writeString(directory.resolve("root.pem"), authority.courtRootPem());
        assertThat(verify(five.toString(), "--certificate", root.toString())).isEqualTo(2);
        assertThat(text())
                .startsWith("UNKNOWN")
                .contains("Problem: The file cannot be read as a PDF document, and no signature was found in it.");
    }

    private int verify(String... arguments) {
        return VerifyCommand.run(List.of(arguments), new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
