package org.tipstaff.invitation.upload;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.tipstaff.invitation.ingest.LogRecordsResource;
import org.tipstaff.web.IdempotencyKey;

/**
 * Sends NDJSON of any length to a portal, part by part. The key of a part is its place and the hash of all bytes up to its
 * end: what is sent again, after a break or by starting over, is appended once. A portal that is away or busy is waited for.
 */
public final class LogUpload {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI records;
    private final WriterToken tokens;
    private final Duration firstPause;
    private final int attempts;
    private String token = "";

    /**
     * @param portal address of the portal, without a path
     * @param firstPause before a part is tried again; doubled each time, up to 30 seconds
     * @param attempts how often a part is tried in all
     */
    public LogUpload(HttpClient http, URI portal, WriterToken tokens, Duration firstPause, int attempts) {
        this.http = http;
        this.records = portal.resolve("/api/v1/log/records");
        this.tokens = tokens;
        this.firstPause = firstPause;
        this.attempts = attempts;
    }

    /** Is told of what has been sent. */
    public interface Progress {
        /** @param bytes of the part */
        void sent(Totals sofar, long bytes);

        /** @param reason names fields, never values */
        void rejected(long line, String reason);

        void waits(String why);

        /** A file was sent before up to there. */
        default void resumes(long bytes, long lines) {}

        /** The file is another one than was sent before under its name: it is sent from its beginning. */
        default void anew() {}
    }

    /**
     * Of all parts.
     *
     * @param known rows with an id that were in the log already
     * @param repeated rows of parts that had been sent before; they count as accepted too
     */
    public record Totals(
            long lines, long accepted, long rejected, long expired, long early, long known, long repeated) {
        static final Totals NONE = new Totals(0, 0, 0, 0, 0, 0, 0);

        Totals plus(long ofLines, LogRecordsResource.Answer answer) {
            return new Totals(
                    lines + ofLines,
                    accepted + answer.accepted(),
                    rejected + answer.rejected(),
                    expired + answer.expired(),
                    early + answer.early(),
                    known + answer.known(),
                    repeated + (answer.repeated() ? answer.accepted() : 0));
        }
    }

    /** The portal does not take the rows, or did not come back in time. */
    public static final class Stopped extends IOException {
        private static final long serialVersionUID = 1L;

        Stopped(long line, String why) {
            super("Stopped at line " + line + ": " + why
                    + ". What was sent before is in the log; send the same again to go on, nothing is appended twice");
        }
    }

    /**
     * Sends a stream from its beginning.
     *
     * @throws Stopped with a sentence that says at which line, and why
     */
    public Totals send(InputStream ndjson, Progress progress) throws IOException, InterruptedException {
        UploadParts parts = new UploadParts(ndjson, false);
        Totals totals = Totals.NONE;
        for (Optional<UploadParts.Part> part = parts.next(); part.isPresent(); part = parts.next()) {
            totals = send(part.get(), totals, progress);
        }
        return totals;
    }

    /**
     * Sends what was appended to a file since it was sent last, or all of it.
     *
     * @param state where it is kept how far the file was sent
     * @throws Stopped with a sentence that says at which line, and why
     */
    public Totals send(Path file, Path state, Progress progress) throws IOException, InterruptedException {
        SentSoFar sent = SentSoFar.read(state)
                .filter(before -> before.portal().equals(records))
                .orElse(SentSoFar.nothing(records));
        try (InputStream in = Files.newInputStream(file)) {
            UploadParts parts = new UploadParts(in, true);
            if (parts.skip(sent)) {
                progress.resumes(sent.position(), sent.lines());
                return send(parts, sent, state, progress);
            }
        }
        progress.anew();
        try (InputStream in = Files.newInputStream(file)) {
            return send(new UploadParts(in, true), SentSoFar.nothing(records), state, progress);
        }
    }

    private Totals send(UploadParts parts, SentSoFar before, Path state, Progress progress)
            throws IOException, InterruptedException {
        SentSoFar sent = before;
        Totals totals = Totals.NONE;
        while (true) {
            // A part whose answer got lost is sent as it was, although the file has grown: else it would be another
            // one.
            Long underWay = sent.underWay();
            Optional<UploadParts.Part> next = underWay == null ? parts.next() : parts.next(underWay);
            if (next.isEmpty()) {
                return totals;
            }
            sent.sending(next.get()).write(state);
            totals = send(next.get(), totals, progress);
            sent = sent.after(next.get());
            sent.write(state);
        }
    }

    private Totals send(UploadParts.Part part, Totals before, Progress progress)
            throws IOException, InterruptedException {
        LogRecordsResource.Answer answer = patiently(part, progress);
        Totals totals = before.plus(part.lines(), answer);
        answer.problems()
                .forEach(problem -> progress.rejected(part.firstLine() - 1 + problem.line(), problem.reason()));
        progress.sent(totals, part.bytes().length);
        return totals;
    }

    private LogRecordsResource.Answer patiently(UploadParts.Part part, Progress progress)
            throws IOException, InterruptedException {
        Duration pause = firstPause;
        for (int attempt = 1; ; attempt++) {
            String why;
            try {
                HttpResponse<byte[]> answer = post(part);
                if (answer.statusCode() == 200) {
                    return JSON.readValue(answer.body(), LogRecordsResource.Answer.class);
                }
                why = why(answer);
                if (!mayPass(answer.statusCode())) {
                    throw new Stopped(part.firstLine(), why);
                }
            } catch (Stopped e) {
                throw e;
            } catch (WriterToken.Refused e) {
                throw new Stopped(part.firstLine(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                why = "no answer (" + e.getClass().getSimpleName() + ")";
            }
            if (attempt == attempts) {
                throw new Stopped(part.firstLine(), why);
            }
            progress.waits(why);
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean mayPass(int status) {
        return status == 429 || status >= 500;
    }

    private HttpResponse<byte[]> post(UploadParts.Part part) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = tokens.fresh();
        }
        HttpResponse<byte[]> answer = http.send(request(part), BodyHandlers.ofByteArray());
        if (answer.statusCode() == 401) {
            token = tokens.fresh();
            return http.send(request(part), BodyHandlers.ofByteArray());
        }
        return answer;
    }

    private HttpRequest request(UploadParts.Part part) {
        return HttpRequest.newBuilder(records)
                .timeout(LONGEST_ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .header(IdempotencyKey.HEADER, part.key())
                .POST(BodyPublishers.ofByteArray(part.bytes()))
                .build();
    }

    /** What a problem document (RFC 9457) says, or the number alone. */
    private static String why(HttpResponse<byte[]> answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            String title = problem.path("title").asText("");
            return "the portal answered " + answer.statusCode() + (title.isEmpty() ? "" : " (" + title + ")");
        } catch (IOException e) {
            return "the portal answered " + answer.statusCode();
        }
    }
}
