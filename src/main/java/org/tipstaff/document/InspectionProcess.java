package org.tipstaff.document;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tipstaff.document.isolation.ChildCommand;
import org.tipstaff.document.isolation.InspectionLimits;
import org.tipstaff.document.isolation.Isolation;

/**
 * Runs {@link org.tipstaff.document.child.Inspector} on one document in a process of its own with bounds on heap,
 * address space, processor time, wall clock and written bytes, an empty environment, and, where the host allows it, no
 * network ({@link Isolation}).
 */
public final class InspectionProcess {
    /** 25 MB, in bytes. */
    static final long LARGEST = 25L << 20;

    private static final long LARGEST_RESULT = 64L << 20;

    private final InspectionLimits limits;
    private final Isolation isolation;
    private final Optional<Path> trustedCertificates;

    public InspectionProcess(InspectionLimits limits, Isolation isolation, Optional<Path> trustedCertificates) {
        this.limits = limits;
        this.isolation = isolation;
        this.trustedCertificates = trustedCertificates.map(Path::toAbsolutePath);
    }

    /**
     * Inspects the document of the workspace and leaves the pictures of its pages there.
     *
     * @throws IOException where the inspection could not be made, which says nothing about the document
     */
    public Inspection inspect(InspectionDirectory workspace, Instant now) throws IOException {
        if (Files.size(workspace.document()) > LARGEST) {
            return Inspection.refused(RefusalReason.TOO_LARGE);
        }
        try {
            return run(workspace, now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a document was inspected", e);
        }
    }

    private Inspection run(InspectionDirectory workspace, Instant now) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        new ChildCommand(limits, isolation).of(workspace.directory(), arguments(workspace, now)))
                .directory(workspace.directory().toFile())
                .redirectInput(
                        Redirect.from(Files.createFile(workspace.directory().resolve("no-hosts"))
                                .toFile()))
                // What a library prints is text of the order; nobody may find it in a log.
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        // One arena instead of 64 MB of address space a thread (glibc).
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process child = builder.start();
        try {
            if (!child.waitFor(limits.wallClock().toMillis(), TimeUnit.MILLISECONDS)) {
                return Inspection.refused(RefusalReason.TOO_COMPLEX);
            }
        } finally {
            // The child is one process; whatever it may have started ends with it.
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly().waitFor();
        }
        return outcome(workspace, child.exitValue());
    }

    private static Inspection outcome(InspectionDirectory workspace, int exit) throws IOException {
        if (!Files.exists(workspace.started())) {
            throw new IOException("The inspection of documents does not start; exit code " + exit);
        }
        if (exit != 0) {
            // Out of memory, out of processor time, or a crash of the virtual machine.
            return Inspection.refused(RefusalReason.TOO_COMPLEX);
        }
        try (InputStream in = workspace.open(workspace.result(), LARGEST_RESULT);
                DataInputStream result = new DataInputStream(new BufferedInputStream(in))) {
            return InspectionCodec.read(result);
        }
    }

    private List<String> arguments(InspectionDirectory workspace, Instant now) {
        List<String> arguments = new ArrayList<>();
        arguments.add(workspace.document().toString());
        arguments.add(workspace.directory().toString());
        arguments.add(Long.toString(now.toEpochMilli()));
        trustedCertificates.map(Path::toString).ifPresent(arguments::add);
        return arguments;
    }
}
