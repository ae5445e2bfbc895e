package org.tipstaff.hold;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A {@link HoldingCopy} in a process of its own. */
final class HoldingChild implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Thread listening = new Thread(this::listen);

    HoldingChild(String url, Path keys, Path objectStore) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-DObjectStoreEnvironmentBean.objectStoreDir=" + objectStore,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HoldingCopy.class.getName(),
                        url,
                        keys.toString())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "holding-child.log").toFile()))
                .start();
        listening.setDaemon(true);
        listening.start();
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(said::add);
        } catch (IOException | UncheckedIOException e) {
            said.add("silent from now on");
        }
    }

    void tell(String command, RaceTrial trial) throws IOException {
        process.getOutputStream().write((command + " " + trial.number() + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits until it has said one of these. */
    void await(String... lines) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (List.of(lines).stream().noneMatch(said::contains)) {
            if (System.nanoTime() > until || said.stream().anyMatch(line -> line.startsWith("failed"))) {
                throw new AssertionError("Not said: " + List.of(lines) + ", but " + said);
            }
            Thread.sleep(1);
        }
    }

    boolean hasSaid(String line) {
        return said.contains(line);
    }

    /** SIGKILL; after it everything that it said has been heard. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Process " + process.pid() + " does not die");
        }
        listening.join(TimeUnit.SECONDS.toMillis(20));
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
