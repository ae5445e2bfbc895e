package org.tipstaff.sealing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The real key store, in a directory of its own, for tests of whatever package. */
public final class TestKeys {
    private TestKeys() {}

    public static KeyStore fresh() {
        try {
            return in(Files.createTempDirectory("tipstaff-keys"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two of the same directory are two copies of the application. */
    public static KeyStore in(Path directory) {
        return new DirectoryKeyStore(directory, MasterKey.of(new byte[32]));
    }
}
