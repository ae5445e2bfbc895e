package org.tipstaff.work;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory for what a step has in the clear, such as rows and handles: only this process reads it, and it is gone when
 * the work ends, however it ends.
 */
public final class WorkDirectory implements AutoCloseable {
    private static final String PREFIX = "tipstaff-work-";

    private final Path path;

    private WorkDirectory(Path path) {
        this.path = path;
    }

    public static WorkDirectory create() throws IOException {
        return new WorkDirectory(Files.createTempDirectory(
                PREFIX + ProcessHandle.current().pid() + "-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    public Path path() {
        return path;
    }

    /** Removes what a killed process left behind. Called before any work begins. */
    static void sweep() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try (var left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : left) {
                if (isLeft(directory)) {
                    new WorkDirectory(directory).close();
                }
            }
        }
    }

    /** Another node of the portal may run on this machine: what it works on stays. */
    private static boolean isLeft(Path directory) {
        String name = String.valueOf(directory.getFileName()).substring(PREFIX.length());
        String pid = name.substring(0, Math.max(0, name.indexOf('-')));
        return pid.matches("[0-9]{1,18}")
                && (ProcessHandle.of(Long.parseLong(pid)).isEmpty()
                        || Long.parseLong(pid) == ProcessHandle.current().pid());
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
