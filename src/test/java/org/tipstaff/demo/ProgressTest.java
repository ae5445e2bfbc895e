package org.tipstaff.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private Progress aMinuteOld(boolean terminal) {
        return new Progress(
                System.nanoTime() - Duration.ofSeconds(60).toNanos(),
                new PrintStream(written, true, StandardCharsets.UTF_8),
                terminal);
    }

    private String said() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void on_a_terminal_how_far_it_is_stays_one_line_that_the_next_step_takes_the_place_of() {
        Progress progress = aMinuteOld(true);
        progress.update("10 of 20 rows");
        progress.update("11 of 20 rows, too soon to be shown");
        progress.say("The log is there");
        assertThat(said()).isEqualTo("[  60 s] 10 of 20 rows\r\u001b[K[  60 s] The log is there\n");
    }

    @Test
    void in_a_file_how_far_it_is_is_a_line_now_and_then() {
        Progress progress = aMinuteOld(false);
        progress.update("10 of 20 rows");
        progress.update("11 of 20 rows, too soon to be said");
        progress.say("The log is there");
        assertThat(said()).isEqualTo("[  60 s] 10 of 20 rows\n[  60 s] The log is there\n");
    }
}
