package org.tipstaff.invitation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tipstaff.demo.EmbeddedDatabase;

/** The peer: psql, which says how long each statement took. */
final class Psql {
    private static final Pattern TIME = Pattern.compile("^Time: ([0-9.]+) ms", Pattern.MULTILINE);

    private final String port;
    private final String database;

    Psql(String url) {
        Matcher parts = Pattern.compile(":(\\d+)/(\\w+)").matcher(url);
        if (!parts.find()) {
            throw new IllegalArgumentException(url);
        }
        this.port = parts.group(1);
        this.database = parts.group(2);
    }

    /** Milliseconds that the statements took. */
    double run(String statements) throws IOException, InterruptedException {
        Path script = Files.createTempFile("tipstaff-bench", ".sql");
        Path output = Files.createTempFile("tipstaff-bench", ".out");
        try {
            Files.writeString(script, "\\timing on\n\\o /dev/null\n" + statements);
            Process process = new ProcessBuilder(
                            "psql",
                            "-X",
                            "-q",
                            "-v",
                            "ON_ERROR_STOP=1",
                            "-h",
                            "localhost",
                            "-p",
                            port,
                            "-U",
                            EmbeddedDatabase.APPLICATION,
                            "-d",
                            database,
                            "-f",
                            script.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("psql failed: " + Files.readString(output));
            }
            double milliseconds = 0;
            Matcher times = TIME.matcher(Files.readString(output, StandardCharsets.UTF_8));
            while (times.find()) {
                milliseconds += Double.parseDouble(times.group(1));
            }
            return milliseconds;
        } finally {
            Files.delete(script);
            Files.delete(output);
        }
    }
}
