package org.tipstaff.sealing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of one copy of the application write into the key directory at a time. Without it a key that is being
 * sealed anew could be put back just after another copy destroyed it.
 */
final class KeyDirectoryLock implements Closeable {
    /** A file lock excludes other processes only. */
    private static final ReentrantLock HERE = new ReentrantLock();

    private final FileChannel file;

    private KeyDirectoryLock(FileChannel file) {
        this.file = file;
    }

    static KeyDirectoryLock take(Path directory) throws IOException {
        HERE.lock();
        try {
            KeyFile.createDirectories(directory);
            FileChannel file =
                    FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                file.lock();
                return new KeyDirectoryLock(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            HERE.unlock();
            throw e;
        }
    }

    /** Closing the file gives the lock back. */
    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            HERE.unlock();
        }
    }
}
