package org.tipstaff;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.upload.LogUpload;
import org.tipstaff.invitation.upload.WriterToken;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ingest FILE.ndjson --portal URL}: sends rows of the invitation log from a file or from standard input. Exit
 * codes: 0 all rows are in the log, 1 some lines were rejected, 2 not run or stopped.
 */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Sends rows of the invitation log, one JSON object a line, to a portal. What was sent before is not"
                        + " appended twice: after a break, or when the file has grown, start the same command again.")
final class IngestCommand implements Callable<Integer> {
    private static final int REJECTED = 1;
    private static final int STOPPED = 2;

    private final PrintStream out;

    @Parameters(paramLabel = "FILE", description = "NDJSON, or - for standard input")
    private String source = "-";

    @Option(names = "--portal", required = true, paramLabel = "URL", description = "https://portal.example")
    private @Nullable URI portal;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "keeps how far a file was sent (default: FILE.sent beside it)")
    private @Nullable Path state;

    @Option(names = "--token-file", paramLabel = "FILE", description = "holds an access token of a log writer")
    private @Nullable Path tokenFile;

    @Option(names = "--token-url", paramLabel = "URL", description = "token endpoint, for client credentials")
    private @Nullable URI tokenUrl;

    @Option(names = "--client", paramLabel = "ID", description = "its secret comes from TIPSTAFF_CLIENT_SECRET")
    private @Nullable String client;

    @Option(
            names = "--attempts",
            paramLabel = "N",
            description = "how often a part is tried while the portal is away (default: ${DEFAULT-VALUE})")
    private int attempts = 20;

    private IngestCommand(PrintStream out) {
        this.out = out;
    }

    static int run(List<String> arguments, PrintStream out) {
        PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
        return new CommandLine(new IngestCommand(out))
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
        try {
            WriterToken tokens = tokens(http);
            LogUpload upload = new LogUpload(
                    http, java.util.Objects.requireNonNull(portal), tokens, Duration.ofSeconds(1), attempts);
            Bar bar = new Bar(out, source.equals("-") ? 0 : Files.size(Path.of(source)));
            LogUpload.Totals totals = source.equals("-")
                    ? upload.send(System.in, bar)
                    : upload.send(Path.of(source), state == null ? Path.of(source + ".sent") : state, bar);
            bar.end(totals);
            return totals.rejected() == 0 ? 0 : REJECTED;
        } catch (IOException e) {
            out.println();
            out.println(e instanceof LogUpload.Stopped ? e.getMessage() : "Not run: " + e.getMessage());
            return STOPPED;
        }
    }

    private WriterToken tokens(HttpClient http) throws IOException {
        if (tokenFile != null) {
            return WriterToken.inFile(tokenFile);
        }
        String secret = System.getenv("TIPSTAFF_CLIENT_SECRET");
        if (tokenUrl == null || client == null || secret == null) {
            throw new IOException("give --token-file, or --token-url and --client with TIPSTAFF_CLIENT_SECRET set");
        }
        return WriterToken.byCredentials(http, tokenUrl, client, secret);
    }

    /** One line that is written over: a bar where the length is known, rows, and rows a second. */
    private static final class Bar implements LogUpload.Progress {
        private static final int WIDTH = 24;

        private final PrintStream out;
        private final long size;
        private final long began = System.nanoTime();
        private long bytes;

        Bar(PrintStream out, long size) {
            this.out = out;
            this.size = size;
        }

        @Override
        public void sent(LogUpload.Totals sofar, long ofPart) {
            bytes += ofPart;
            double seconds = (System.nanoTime() - began) / 1e9;
            String bar = "";
            if (size > 0) {
                int done = (int) Math.min(WIDTH, WIDTH * bytes / size);
                bar = "[" + "#".repeat(done) + ".".repeat(WIDTH - done) + "] ";
            }
            out.printf(Locale.ROOT, "\r%s%,d lines, %,.0f a second ", bar, sofar.lines(), sofar.lines() / seconds);
            out.flush();
        }

        @Override
        public void rejected(long line, String reason) {
            out.printf("%nLine %d rejected: %s%n", line, reason);
        }

        @Override
        public void resumes(long position, long lines) {
            bytes = position;
            if (position > 0) {
                out.printf(Locale.ROOT, "%,d lines were sent before%n", lines);
            }
        }

        @Override
        public void anew() {
            out.println("This file is not the one that was sent before: it is sent from its beginning");
        }

        @Override
        public void waits(String why) {
            out.printf("%nTrying again: %s%n", why);
        }

        void end(LogUpload.Totals totals) {
            out.printf(
                    Locale.ROOT,
                    "%n%,d lines: %,d rows in the log (%,d of them from before), %,d rejected, %,d past retention, %,d"
                            + " too early, %,d there already by their ids%n",
                    totals.lines(),
                    totals.accepted(),
                    totals.repeated(),
                    totals.rejected(),
                    totals.expired(),
                    totals.early(),
                    totals.known());
        }
    }
}
