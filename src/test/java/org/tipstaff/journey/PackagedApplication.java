package org.tipstaff.journey;

import io.quarkus.bootstrap.runner.SerializedApplication;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Starts the packaged application as {@code quarkus-run.jar} does, except that it does not pass {@code Main}: what that
 * asks for in production, such as a signing key of a real authority, no test has. Runs in a process of its own and uses
 * nothing but the boot class path.
 */
final class PackagedApplication {
    private PackagedApplication() {}

    public static void main(String... arguments) throws ReflectiveOperationException, IOException {
        Path root = Path.of(arguments[0]);
        try (InputStream index = Files.newInputStream(root.resolve("quarkus/quarkus-application.dat"))) {
            ClassLoader loader = SerializedApplication.read(index, root).getRunnerClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass("io.quarkus.runtime.Quarkus")
                    .getMethod("run", String[].class)
                    .invoke(null, (Object) new String[0]);
        }
    }
}
