package org.tipstaff.document.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tries what of {@link Isolation} the host allows, with the programs of util-linux: {@code unshare(1)}, {@code
 * setpriv(1)}. A namespace counts only where a process inside was seen to lie in another one than the application; a new
 * one holds no network device but an idle loopback (network_namespaces(7)).
 */
public final class IsolationProbe {
    /** The most that one try may take; there are at most six tries. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));
    /** In a user namespace of its own anybody may have a network namespace; without one, root alone. */
    private static final List<List<String>> WAYS = List.of(
            List.of("--user", "--map-current-user", "--net"),
            List.of("--user", "--map-root-user", "--net"),
            List.of("--net"));

    private static final List<String> WHERE = List.of("/bin/sh", "-c", "readlink /proc/self/ns/net");

    /** Runs a command with an empty environment. */
    @FunctionalInterface
    interface Runner {
        /** What it wrote to its standard output where it ended in time and with 0; otherwise empty. */
        Optional<String> run(List<String> command) throws IOException, InterruptedException;
    }

    private final Runner runner;
    private final List<Path> places;

    public IsolationProbe() {
        this(IsolationProbe::run, PLACES);
    }

    /** @param places the directories in which programs are looked for */
    IsolationProbe(Runner runner, List<Path> places) {
        this.runner = runner;
        this.places = places;
    }

    public Isolation probe() {
        List<String> network = namespace();
        List<String> prefix = new ArrayList<>(network);
        List<String> privileges =
                program("setpriv").map(path -> List.of(path, "--no-new-privs")).orElse(List.of());
        boolean kept = false;
        if (!privileges.isEmpty()) {
            List<String> both = new ArrayList<>(prefix);
            both.addAll(privileges);
            if (namespaceOf(both).isPresent()) {
                prefix = both;
                kept = true;
            }
        }
        return new Isolation(
                prefix, !network.isEmpty(), kept, network.isEmpty() ? Optional.of(why()) : Optional.empty());
    }

    private List<String> namespace() {
        Optional<String> unshare = program("unshare");
        Optional<String> own = namespaceOf(List.of());
        if (own.isEmpty()) {
            return List.of(); // no Linux, or no /proc
        }
        for (List<String> way : unshare.isEmpty() ? List.<List<String>>of() : WAYS) {
            List<String> prefix = new ArrayList<>(List.of(unshare.get()));
            prefix.addAll(way);
            if (namespaceOf(prefix).filter(other -> !other.equals(own.get())).isPresent()) {
                return prefix;
            }
        }
        return List.of();
    }

    private String why() {
        return program("unshare").isPresent()
                ? "The host allows no network namespace: it needs user namespaces, or CAP_SYS_ADMIN"
                : "The program unshare (util-linux) is not there";
    }

    private Optional<String> program(String name) {
        return places.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** For example {@code net:[4026531840]}. */
    private Optional<String> namespaceOf(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(WHERE);
        try {
            return runner.run(command).map(String::strip).filter(name -> name.startsWith("net:["));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such program, or no process to be had
        }
    }

    private static Optional<String> run(List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("tipstaff-probe-", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            Process process = builder.start();
            boolean ended = process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return ended && process.exitValue() == 0
                    ? Optional.of(Files.readString(output, StandardCharsets.UTF_8))
                    : Optional.empty();
        } finally {
            Files.delete(output);
        }
    }
}
