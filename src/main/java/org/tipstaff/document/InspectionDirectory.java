package org.tipstaff.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.tipstaff.sealing.Sha256;

/** A directory of one inspection, readable by nobody else, gone when it is closed. */
public final class InspectionDirectory implements AutoCloseable {
    private static final String PREFIX = "tipstaff-inspection-";
    private static final Duration ABANDONED = Duration.ofMinutes(15);

    private final Path directory;

    private InspectionDirectory(Path directory) {
        this.directory = directory;
    }

    /** @param parent made where it is missing */
    public static InspectionDirectory in(Path parent) throws IOException {
        Files.createDirectories(parent);
        return new InspectionDirectory(Files.createTempDirectory(parent, PREFIX)); // mode 0700
    }

    /** Deletes what a killed application left behind. */
    static void sweep(Path parent, Instant now) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> entries = Files.list(parent)) {
            for (Path entry : entries.filter(InspectionDirectory::isOne).toList()) {
                try {
                    if (Files.getLastModifiedTime(entry).toInstant().isBefore(now.minus(ABANDONED))) {
                        new InspectionDirectory(entry).close();
                    }
                } catch (NoSuchFileException e) {
                    continue; // its owner was faster
                }
            }
        }
    }

    private static boolean isOne(Path entry) {
        return entry.getFileName().toString().startsWith(PREFIX) && Files.isDirectory(entry);
    }

    /** Takes a copy, so that what is hashed, inspected and sealed are the same bytes whatever happens to the upload. */
    public Sha256 copy(Path upload) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(upload), Sha256.digest());
                OutputStream out = Files.newOutputStream(document())) {
            in.transferTo(out);
            return Sha256.of(in.getMessageDigest());
        }
    }

    public Path directory() {
        return directory;
    }

    Path document() {
        return directory.resolve("order.pdf");
    }

    public Path started() {
        return directory.resolve("started");
    }

    Path result() {
        return directory.resolve("result");
    }

    /** @param page from 1 */
    Path picture(int page) {
        return directory.resolve("page-" + page + ".png");
    }

    InputStream open(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > most) {
            throw new IOException("The inspection left no such file, or one that is too large");
        }
        return Files.newInputStream(file);
    }

    @Override
    public void close() {
        try (Stream<Path> inside = Files.walk(directory)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException e) {
            return; // already gone
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of an inspection could not be deleted", e);
        }
    }
}
