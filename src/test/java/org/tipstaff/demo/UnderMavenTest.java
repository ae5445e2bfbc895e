package org.tipstaff.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UnderMavenTest {
    private static Process run(String script) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes").toString(),
                        UnderMaven.class.getName(),
                        "sh",
                        "-c",
                        script)
                .redirectErrorStream(true)
                .start();
    }

    private static int endedWith(Process process) throws InterruptedException {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Waits until the script runs, then ends Maven's process as a signal does. */
    private static String interrupted(Process process) throws IOException {
        byte[] first = process.getInputStream().readNBytes(3);
        // By its handle: the process itself would close the stream that is read next.
        process.toHandle().destroy();
        return new String(first, StandardCharsets.US_ASCII)
                + new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void a_signal_is_no_failure_and_the_last_word_is_the_demonstrations() throws Exception {
        Process maven = run("trap 'sleep 1; echo stopped; exit 0' TERM; echo up; while :; do sleep 0.1; done");
        assertThat(interrupted(maven)).isEqualTo("up\nstopped\n");
        assertThat(endedWith(maven)).isZero();
    }

    @Test
    void a_signal_before_the_demonstration_takes_care_of_it_is_none_either() throws Exception {
        Process maven = run("echo up; exec sleep 60");
        assertThat(interrupted(maven)).isEqualTo("up\n");
        assertThat(endedWith(maven)).isZero();
    }

    @Test
    void what_ends_by_itself_ends_with_its_own_code() throws Exception {
        assertThat(endedWith(run("exit 3"))).isEqualTo(3);
    }
}
