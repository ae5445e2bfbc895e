package org.tipstaff.invitation.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an upload meets a portal that is away, busy, or says no. The real portal is in the journeys. */
class LogUploadTest {
    private static final String ONE_ROW =
            "{\"accepted\":1,\"rejected\":0,\"expired\":0,\"early\":0,\"repeated\":false,\"problems\":[]}";
    private static final String ONE_BAD =
            "{\"accepted\":0,\"rejected\":1,\"expired\":0,\"early\":0,\"repeated\":false,\"problems\":[{\"line\":2,\"reason\":\"r\"}]}";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private HttpServer server;

    @TempDir
    Path directory;

    private record Answer(int status, String body) {}

    private record Asked(String authorization, String key, byte[] body) {}

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/log/records", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                    exchange.getRequestBody().readAllBytes()));
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LogUpload upload() {
        List<String> tokens = new ArrayList<>(List.of("second", "first"));
        return new LogUpload(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                () -> tokens.remove(tokens.size() - 1),
                Duration.ofMillis(1),
                3);
    }

    private LogUpload.Totals send(String ndjson) throws IOException, InterruptedException {
        return upload().send(new ByteArrayInputStream(ndjson.getBytes(StandardCharsets.UTF_8)), noted());
    }

    private LogUpload.Totals sendFile(String content) throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("rows.ndjson"), content);
        return upload().send(file, directory.resolve("rows.ndjson.sent"), noted());
    }

    private List<String> bodies() {
        return asked.stream()
                .map(one -> new String(one.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String row(int minute) {
        return "{\"log\":\"SIGN_IN\",\"occurredAt\":\"2026-11-20T08:%02d:00Z\",\"sourceHandle\":\"+12025550143\"}"
                .formatted(minute);
    }

    @Test
    void of_a_file_that_grew_only_what_is_new_is_sent_and_of_one_that_did_not_nothing() throws Exception {
        answers.addAll(List.of(new Answer(200, ONE_ROW), new Answer(200, ONE_BAD)));

        sendFile("a\nb\n");
        assertThat(sendFile("a\nb\n").lines()).isZero();
        assertThat(sendFile("a\nb\nc\nd\n").lines()).isEqualTo(2);

        assertThat(bodies()).containsExactly("a\nb\n", "c\nd\n");
        assertThat(told).contains("resumes 4 2", "4 r");
    }

    @Test
    void a_part_whose_answer_was_lost_is_sent_as_it_was_although_the_file_has_grown() throws Exception {
        answers.addAll(List.of(new Answer(500, ""), new Answer(500, ""), new Answer(500, "")));
        assertThatThrownBy(() -> sendFile("a\nb\n")).isInstanceOf(LogUpload.Stopped.class);
        answers.addAll(List.of(new Answer(200, ONE_ROW), new Answer(200, ONE_ROW)));

        sendFile("a\nb\nc\n");

        assertThat(bodies()).containsExactly("a\nb\n", "a\nb\n", "a\nb\n", "a\nb\n", "c\n");
        assertThat(asked.stream().limit(4).map(Asked::key).distinct()).hasSize(1);
    }

    @Test
    void another_file_of_the_same_name_is_sent_from_its_beginning() throws Exception {
        answers.addAll(List.of(new Answer(200, ONE_ROW), new Answer(200, ONE_ROW), new Answer(200, ONE_ROW)));

        sendFile("a\nb\n");
        sendFile("x\nb\nc\n");
        sendFile("x\n");

        assertThat(bodies()).containsExactly("a\nb\n", "x\nb\nc\n", "x\n");
        assertThat(told).contains("anew");
    }

    @Test
    void a_line_that_is_still_being_written_is_left_until_it_is_whole_and_a_last_one_without_an_end_is_not()
            throws Exception {
        answers.addAll(List.of(new Answer(200, ONE_ROW), new Answer(200, ONE_ROW), new Answer(200, ONE_BAD)));
        String half = row(2).substring(0, 40);

        sendFile(row(1) + "\n" + half);
        sendFile(row(1) + "\n" + row(2));
        sendFile(row(1) + "\n" + row(2) + "\nx\n");

        assertThat(bodies()).containsExactly(row(1) + "\n", row(2), "\nx\n");
        assertThat(told).contains("3 r");
    }

    @Test
    void lines_that_stand_in_a_file_twice_are_two() throws Exception {
        answers.addAll(List.of(new Answer(200, ONE_ROW), new Answer(200, ONE_ROW)));

        sendFile("a\n");
        sendFile("a\na\n");

        assertThat(asked.stream().map(Asked::key).distinct()).hasSize(2);
    }

    private LogUpload.Progress noted() {
        return new LogUpload.Progress() {
            @Override
            public void sent(LogUpload.Totals sofar, long bytes) {
                told.add("sent " + bytes);
            }

            @Override
            public void rejected(long line, String reason) {
                told.add(line + " " + reason);
            }

            @Override
            public void waits(String why) {
                told.add(why);
            }

            @Override
            public void resumes(long bytes, long lines) {
                if (bytes > 0) {
                    told.add("resumes " + bytes + " " + lines);
                }
            }

            @Override
            public void anew() {
                told.add("anew");
            }
        };
    }

    @Test
    void a_busy_portal_is_waited_for_and_gets_the_same_part_under_the_same_key() throws Exception {
        answers.add(new Answer(503, "{\"title\":\"Busy\"}"));
        answers.add(new Answer(429, ""));
        answers.add(new Answer(200, ONE_ROW));

        assertThat(send("{}\n")).isEqualTo(new LogUpload.Totals(1, 1, 0, 0, 0, 0, 0));
        assertThat(asked).hasSize(3);
        assertThat(asked.stream().map(Asked::key).distinct()).hasSize(1);
        assertThat(told).containsExactly("the portal answered 503 (Busy)", "the portal answered 429", "sent 3");
    }

    @Test
    void a_token_that_ended_is_replaced() throws Exception {
        answers.add(new Answer(401, ""));
        answers.add(new Answer(200, ONE_ROW));

        send("{}\n");

        assertThat(asked.stream().map(Asked::authorization)).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void credentials_that_do_not_do_stop_at_once_and_are_not_repeated() {
        server.createContext("/token", exchange -> {
            byte[] body = "{\"error\":\"unauthorized_client\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        HttpClient http = HttpClient.newHttpClient();
        LogUpload upload = new LogUpload(
                http,
                here,
                WriterToken.byCredentials(http, here.resolve("/token"), "writer", "a secret"),
                Duration.ofMillis(1),
                3);

        assertThatThrownBy(() -> upload.send(new ByteArrayInputStream(new byte[] {'{', '}'}), noted()))
                .isInstanceOf(LogUpload.Stopped.class)
                .hasMessageContaining("the token endpoint answered 401")
                .hasMessageNotContaining("a secret");
        assertThat(asked).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void a_refusal_stops_and_names_the_line() {
        answers.add(new Answer(403, "{\"title\":\"Not allowed\"}"));
        assertThatThrownBy(() -> send("{}\n"))
                .isInstanceOf(LogUpload.Stopped.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("403 (Not allowed)");
    }

    @Test
    void a_portal_that_stays_away_stops_after_the_last_attempt() {
        answers.addAll(List.of(new Answer(500, ""), new Answer(500, ""), new Answer(500, "")));
        assertThatThrownBy(() -> send("{}\n"))
                .isInstanceOf(LogUpload.Stopped.class)
                .hasMessageContaining("nothing is appended twice");
        assertThat(asked).hasSize(3);
    }

    @Test
    void a_line_without_an_end_stops_instead_of_filling_memory() {
        InputStream endless = new InputStream() {
            private long read;

            @Override
            public int read() throws IOException {
                if (++read > 1L << 26) {
                    throw new IOException("read on and on");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> new UploadParts(endless, false).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Line 1 has no end");
    }

    @Test
    void a_service_signs_in_by_its_own_credentials_and_a_refusal_does_not_repeat_them() throws Exception {
        Deque<Answer> tokens =
                new ArrayDeque<>(List.of(new Answer(200, "{\"access_token\":\"fresh\"}"), new Answer(401, "s3cret&")));
        List<String> seen = new ArrayList<>();
        server.createContext("/token", exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Authorization"));
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = tokens.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        WriterToken token = WriterToken.byCredentials(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token"),
                "log:writer",
                "s3cret&");

        assertThat(token.fresh()).isEqualTo("fresh");
        assertThat(seen.get(0).substring("Basic ".length()))
                .asBase64Decoded()
                .asString()
                .isEqualTo("log%3Awriter:s3cret%26");
        assertThat(seen.get(1)).isEqualTo("grant_type=client_credentials");
        assertThatThrownBy(token::fresh)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("401")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void lines_are_numbered_through_all_parts_and_no_line_is_cut() throws Exception {
        String line = "x".repeat(1000) + "\n";
        int lines = 9_000;
        answers.add(new Answer(200, ONE_ROW));
        answers.add(new Answer(200, ONE_BAD));

        LogUpload.Totals totals = send(line.repeat(lines) + "last, without an end");

        assertThat(totals.lines()).isEqualTo(lines + 1L);
        assertThat(asked).hasSize(2);
        String first = new String(asked.get(0).body(), StandardCharsets.UTF_8);
        String second = new String(asked.get(1).body(), StandardCharsets.UTF_8);
        assertThat(first).endsWith("\n");
        assertThat(first + second).isEqualTo(line.repeat(lines) + "last, without an end");
        assertThat(Set.of(asked.get(0).key(), asked.get(1).key())).hasSize(2);
        long linesOfFirst = first.lines().count();
        assertThat(told).contains((linesOfFirst + 2) + " r");
    }
}
