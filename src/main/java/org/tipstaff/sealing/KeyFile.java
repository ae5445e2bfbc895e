package org.tipstaff.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One key on disk, {@code <directory>/<name>.key}, mode 600.
 *
 * @param directory root of the key store
 */
record KeyFile(Path directory, KeyName name) {
    private static final String SUFFIX = ".key";
    private static final String UNFINISHED = ".new-";

    /**
     * What tells one file of this name from a later one.
     *
     * @param identity the file system's own key of the file, where it has one
     */
    record Stamp(long modifiedNanos, long size, @Nullable Object identity) {}

    private Path path() {
        return directory.resolve(name.value() + SUFFIX);
    }

    Optional<Stamp> stamp() throws IOException {
        try {
            BasicFileAttributes read = Files.readAttributes(path(), BasicFileAttributes.class);
            long modified = read.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
            return Optional.of(new Stamp(modified, read.size(), read.fileKey()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** @throws NoSuchFileException where there is none, also where its destruction has begun: what is left is zeros */
    byte[] read() throws IOException {
        byte[] bytes = Files.readAllBytes(path());
        if (isOverwritten(bytes)) {
            throw new NoSuchFileException(path().toString(), null, "its destruction has begun");
        }
        return bytes;
    }

    private static boolean isOverwritten(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return bytes.length > 0;
    }

    /** Keeps the bytes unless a key of this name is there already. */
    void keep(byte[] sealed) throws IOException {
        try (KeyDirectoryLock held = KeyDirectoryLock.take(directory)) {
            if (Files.exists(path()) && isOverwritten(Files.readAllBytes(path()))) {
                // A process died while it destroyed the key of this name.
                overwriteAndRemove();
            }
            publish(path(), sealed);
        }
    }

    /** Puts other bytes in the place of those that are there; a key that was destroyed meanwhile stays destroyed. */
    void replace(byte[] sealed) throws IOException {
        try (KeyDirectoryLock held = KeyDirectoryLock.take(directory)) {
            if (!Files.exists(path())) {
                return;
            }
            Path temporary = write(parent(path()), sealed);
            Files.move(temporary, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(parent(path()));
        }
    }

    /**
     * Overwrites, removes and makes the removal durable. The overwriting is a courtesy to plain disks; what counts is
     * that the bytes lie under the master key and that backups of the directory expire.
     */
    void destroy() throws IOException {
        try (KeyDirectoryLock held = KeyDirectoryLock.take(directory)) {
            removeUnfinished();
            overwriteAndRemove();
        }
    }

    /** Under the lock nobody writes: what is unfinished was left by a crash, and may be a copy of this very key. */
    private void removeUnfinished() throws IOException {
        Path beside = parent(path());
        if (!Files.isDirectory(beside)) {
            return;
        }
        try (Stream<Path> files = Files.list(beside)) {
            for (Path file : files.filter(KeyFile::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isUnfinished(Path file) {
        return file.getFileName().toString().startsWith(UNFINISHED);
    }

    private void overwriteAndRemove() throws IOException {
        try (FileChannel file = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate((int) file.size());
            while (zeros.hasRemaining()) {
                file.write(zeros, zeros.position());
            }
            file.force(true);
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(path());
        syncDirectory(parent(path()));
    }

    /** The names of all keys below a directory, sorted; of those that come or go meanwhile some. */
    static List<KeyName> namesIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(SUFFIX)) {
                        names.add(nameOf(directory, file));
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A key that another copy of the application destroys while it is passed is no key. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                    if (problem instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw problem;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The key directory cannot be read", e);
        }
        return names.stream().sorted().map(KeyName::new).toList();
    }

    private static String nameOf(Path directory, Path file) {
        String relative = directory.relativize(file).toString().replace('\\', '/');
        return relative.substring(0, relative.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
    }

    /**
     * Writes a file so that after a crash at any instant it is there whole or not at all. The finished file is linked
     * to its name, not renamed: a rename would replace the key that another thread or another copy of the application
     * made a moment earlier, and with it lose what was sealed under that one.
     */
    static void publish(Path target, byte[] bytes) throws IOException {
        createDirectories(parent(target));
        Path temporary = write(parent(target), bytes);
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            // Another was first: theirs is the key.
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncDirectory(parent(target));
    }

    private static Path write(Path directory, byte[] bytes) throws IOException {
        Path temporary = directory.resolve(UNFINISHED + UUID.randomUUID());
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        }
        return temporary;
    }

    /** Makes a directory, and those above it, for nobody else on this machine. */
    static void createDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path above = directory.toAbsolutePath().getParent();
        if (above != null) {
            createDirectories(above);
        }
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        if (above != null) {
            syncDirectory(above);
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
