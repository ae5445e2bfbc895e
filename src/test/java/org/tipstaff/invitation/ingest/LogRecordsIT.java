package org.tipstaff.invitation.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.github.luben.zstd.Zstd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.web.IdempotencyKey;

/** What a writer is told of a batch: nothing that was sent is dropped in silence. */
@QuarkusTest
@WithTestResource(LogRecordsIT.SmallUploads.class)
@As.LogWriter
class LogRecordsIT {
    private static final int LIMIT = 1 << 20;

    /** With a limit that a test can reach. */
    public static class SmallUploads extends ApplicationResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("tipstaff.log.largest-upload", String.valueOf(LIMIT));
            return settings;
        }
    }

    @Inject
    Clock clock;

    private final String key = UUID.randomUUID().toString();

    private byte[] row(int second) {
        return ("{\"log\":\"SIGN_IN\",\"occurredAt\":\""
                        + clock.instant()
                                .minus(Duration.ofMinutes(5))
                                .truncatedTo(ChronoUnit.MINUTES)
                                .plusSeconds(second)
                        + "\",\"sourceHandle\":\"+12025550143\",\"clientIp\":\"192.0.2.7\"}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] both(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static ValidatableResponse append(String key, String packing, byte[] body) {
        return given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/x-ndjson")
                .header(IdempotencyKey.HEADER, key)
                .header("Content-Encoding", packing)
                .body(body)
                .post("/api/v1/log/records")
                .then();
    }

    @Test
    void a_key_that_was_used_for_one_batch_is_refused_with_another() {
        append(key, "identity", row(1))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("repeated", equalTo(false));
        append(key, "identity", row(1))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("repeated", equalTo(true));

        append(key, "identity", both(row(1), row(2)))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("title", containsString("something else"));
    }

    @Test
    void a_row_with_an_id_comes_once_whatever_the_key_and_the_id_of_another_row_is_named() {
        String id = UUID.randomUUID().toString();
        append(key, "identity", withId(id, row(1)))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("known", equalTo(0));
        append(key + "2", "identity", both(withId(id, row(1)), withId(id, row(2))))
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("known", equalTo(1))
                .body("rejected", equalTo(1))
                .body("problems[0].line", equalTo(2))
                .body("problems[0].reason", equalTo("id is in the log with other content"));
    }

    private static byte[] withId(String id, byte[] row) {
        return both(
                ("{\"id\":\"" + id + "\",").getBytes(StandardCharsets.UTF_8), Arrays.copyOfRange(row, 1, row.length));
    }

    @Test
    void a_batch_of_which_nothing_was_taken_does_not_use_up_its_key() {
        append(key, "identity", "{\"log\":\n".getBytes(StandardCharsets.UTF_8))
                .statusCode(200)
                .body("accepted", equalTo(0))
                .body("rejected", equalTo(1));
        append(key, "identity", row(1))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("repeated", equalTo(false));
    }

    @Test
    void a_packed_body_is_unpacked_all_of_it_and_is_the_same_batch_as_without() throws IOException {
        append(key, "gzip", both(gzip(row(1)), gzip(row(2)))).statusCode(200).body("accepted", equalTo(2));
        append(key, "zstd", Zstd.compress(both(row(1), row(2))))
                .statusCode(200)
                .body("accepted", equalTo(2))
                .body("repeated", equalTo(true));
        append(UUID.randomUUID().toString(), "zstd", both(Zstd.compress(row(1)), Zstd.compress(row(2))))
                .statusCode(200)
                .body("accepted", equalTo(2));
    }

    @Test
    void a_body_that_is_packed_otherwise_or_is_not_whole_is_refused_and_its_key_is_free() throws IOException {
        append(key, "br", row(1)).statusCode(415).body("detail", containsString("gzip or zstd"));
        append(key, "gzip, gzip", gzip(gzip(row(1)))).statusCode(415);
        append(key, "gzip", row(1)).statusCode(422);
        byte[] many = row(1);
        for (int second = 2; second < 60; second++) {
            many = both(many, row(second));
        }
        byte[] packed = gzip(many);
        append(key, "gzip", Arrays.copyOf(packed, packed.length - 9)).statusCode(422);
        append(key, "gzip", both(packed, row(1))).statusCode(422);
        byte[] dense = Zstd.compress(many);
        append(key, "zstd", Arrays.copyOf(dense, dense.length - 3)).statusCode(422);
        append(key, "gzip", packed)
                .statusCode(200)
                .body("accepted", equalTo(59))
                .body("repeated", equalTo(false));
    }

    @Test
    void what_a_small_body_unpacks_to_is_limited() throws IOException {
        byte[] empty = new byte[4 * LIMIT];
        Arrays.fill(empty, (byte) '\n');
        assertThat(gzip(empty)).hasSizeLessThan(LIMIT / 50);
        append(key, "gzip", gzip(empty)).statusCode(413);
        append(key, "zstd", Zstd.compress(empty)).statusCode(413);
    }

    @Test
    void a_key_has_a_length() {
        append("k".repeat(201), "identity", row(1)).statusCode(422).body("errors[0].field", equalTo("Idempotency-Key"));
    }
}
