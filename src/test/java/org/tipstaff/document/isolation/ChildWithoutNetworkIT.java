package org.tipstaff.document.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.document.CourtSigner;
import org.tipstaff.document.Inspection;
import org.tipstaff.document.InspectionDirectory;
import org.tipstaff.document.InspectionProcess;
import org.tipstaff.document.Pdfs;
import org.tipstaff.document.RefusalReason;

/** What a child that runs a stranger's code could do; skipped, with the reason, where the host allows no namespace. */
@Timeout(60)
class ChildWithoutNetworkIT {
    private static final Isolation FOUND = new IsolationProbe().probe();

    @TempDir
    Path directory;

    @Test
    void a_child_reaches_a_port_of_this_machine_only_where_it_is_not_cut_off() throws Exception {
        assumeThat(FOUND.network()).as("%s", FOUND.problem()).isTrue();
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(knock(Isolation.NONE, listener.getLocalPort())).isZero();
            assertThat(knock(FOUND, listener.getLocalPort())).isEqualTo(3);
        }
    }

    /** The command of production; only the class that it runs is another. */
    private int knock(Isolation isolation, int port) throws Exception {
        List<String> command = new ArrayList<>(
                new ChildCommand(InspectionLimits.DEFAULT, isolation).of(directory, List.of(Integer.toString(port))));
        int classPath = command.indexOf("-cp") + 1;
        Path tests = Path.of(KnocksAtThePort.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        command.set(classPath, tests.toString());
        command.set(classPath + 1, KnocksAtThePort.class.getName());
        Process child = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return child.exitValue();
        } finally {
            child.destroyForcibly();
        }
    }

    @Test
    void an_inspection_lies_in_a_namespace_of_its_own_gains_no_privileges_and_is_killed_when_its_time_is_over()
            throws Exception {
        assumeThat(FOUND.network()).as("%s", FOUND.problem()).isTrue();
        InspectionProcess process = new InspectionProcess(
                new InspectionLimits(256, Duration.ofSeconds(60), Duration.ofSeconds(8)), FOUND, Optional.empty());
        try (InspectionDirectory workspace = InspectionDirectory.in(directory.resolve("work"))) {
            workspace.copy(Files.write(directory.resolve("upload"), neverEnding()));
            CompletableFuture<Inspection> inspection = CompletableFuture.supplyAsync(() -> {
                try {
                    return process.inspect(workspace, CourtSigner.NOW);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(7);
            while (!Files.exists(workspace.started()) && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            ProcessHandle child = ProcessHandle.current()
                    .children()
                    .filter(each ->
                            commandLine(each).contains(workspace.directory().toString()))
                    .findFirst()
                    .orElseThrow();
            Path known = Path.of("/proc", Long.toString(child.pid()));
            assertThat(Files.readSymbolicLink(known.resolve("ns/net")))
                    .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/net")));
            if (FOUND.privileges()) {
                assertThat(Files.readString(known.resolve("status"))).contains("NoNewPrivs:\t1");
            }

            assertThat(inspection.get(30, TimeUnit.SECONDS).refusal()).contains(RefusalReason.TOO_COMPLEX);
            assertThat(child.isAlive()).isFalse();
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            return ""; // it ended meanwhile
        }
    }

    /** Forms that draw one another ten times, eight deep. */
    private static byte[] neverEnding() {
        Pdfs pdf = Pdfs.page("", "", "/I Do");
        for (int depth = 0; depth < 8; depth++) {
            pdf.stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /I " + (7 + depth)
                            + " 0 R >> >>",
                    "/I Do ".repeat(10).getBytes(StandardCharsets.US_ASCII));
        }
        pdf.stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 612 792]",
                "0 0 612 792 re f ".repeat(10).getBytes(StandardCharsets.US_ASCII));
        return pdf.bytes();
    }
}
