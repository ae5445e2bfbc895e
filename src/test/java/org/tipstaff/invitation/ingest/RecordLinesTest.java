package org.tipstaff.invitation.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;

class RecordLinesTest {
    private static final String GOOD = """
            {"log":"CAPABILITY_QUERY","occurredAt":"2026-11-20T08:30:00.000001Z","sourceHandle":"+1 202 555 0110",\
            "targetHandle":"Bob@Example.com","clientIp":"192.0.2.7","service":"com.apple.madrid","lookupDevices":2,\
            "userAgent":"agent/1","hardwareVersion":"iPhone16,1","osVersion":"26.1"}""";

    @Test
    void a_line_becomes_a_row_with_normalised_handles() {
        assertThat(rows(lines(GOOD)))
                .containsExactly(new LogRecord(
                        LogKind.CAPABILITY_QUERY,
                        Instant.parse("2026-11-20T08:30:00.000001Z"),
                        new Handle(Handle.Kind.PHONE, "+12025550110"),
                        new Handle(Handle.Kind.EMAIL, "bob@example.com"),
                        new LogDetails("192.0.2.7", "com.apple.madrid", 2, "agent/1", "iPhone16,1", "26.1")));
    }

    @Test
    void an_id_is_short_and_of_one_spelling() {
        RecordLines lines = lines(
                withId("\"" + "a".repeat(RecordLine.MAX_ID) + "\""),
                withId("null"),
                withId("\"\""),
                withId("\"" + "a".repeat(RecordLine.MAX_ID + 1) + "\""),
                withId("\"two words\""),
                withId("\"\u00e9\""),
                withId("\"\\u0000\""),
                withId("17"));
        lines.next();
        assertThat(lines.id()).hasSize(RecordLine.MAX_ID);
        assertThat(lines.place()).isEqualTo(1);
        lines.next();
        assertThat(lines.id()).isNull();
        assertThat(lines.hasNext()).isFalse();
        assertThat(lines.problems()).extracting(RecordLines.Problem::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(lines.problems())
                .allSatisfy(problem -> assertThat(problem.reason()).startsWith("id is "));
    }

    private static String withId(String json) {
        return "{\"id\":" + json + "," + GOOD.substring(1);
    }

    @Test
    void a_malformed_line_costs_only_itself_and_is_named_without_its_values() {
        RecordLines lines = lines(
                GOOD,
                "{\"log\":\"CAPABILITY_QUERY\",\"secret\":\"+12025550110\"}",
                "not json +12025550110",
                "",
                GOOD.replace("+1 202 555 0110", "12025550110"),
                GOOD.replace("Bob@Example.com", "+999"),
                GOOD.replace("2026-11-20T08:30:00.000001Z", "20.11.2026"),
                GOOD.replace("000001Z", "0000015Z"),
                GOOD.replace("CAPABILITY_QUERY", "SIGN_IN"),
                GOOD.replace("\"lookupDevices\":2", "\"lookupDevices\":-2"),
                GOOD.replace("agent/1", "a".repeat(RecordLine.MAX_TEXT + 1)),
                GOOD.replace("agent/1", "a".repeat(RecordLines.MAX_LINE)),
                GOOD + GOOD,
                GOOD + "\r");

        assertThat(rows(lines)).hasSize(2);
        assertThat(lines.rejected()).isEqualTo(11);
        assertThat(lines.problems())
                .extracting(RecordLines.Problem::line)
                .containsExactly(2L, 3L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
        assertThat(lines.problems())
                .allSatisfy(problem -> assertThat(problem.reason())
                        .doesNotContain("2025550110")
                        .doesNotContain("secret")
                        .doesNotContain("20.11"));
    }

    @Test
    void a_handle_has_the_spelling_that_it_has_in_an_order() {
        assertThat(rows(lines(
                        GOOD.replace("Bob@Example.com", "mailto:bob@example.com"),
                        GOOD.replace("Bob@Example.com", "<BOB@example.com.>"),
                        GOOD.replace("+1 202 555 0110", "tel:+1-202-555-0110"))))
                .containsOnly(rows(lines(GOOD)).get(0))
                .hasSize(3);
    }

    @Test
    void a_handle_that_nobody_can_have_is_rejected_and_counted_as_such() {
        RecordLines lines = lines(
                GOOD.replace("+1 202 555 0110", "442079460771"),
                GOOD.replace("+1 202 555 0110", "+1 202 555 0110 x12"),
                GOOD.replace("Bob@Example.com", "a@b"),
                GOOD.replace("agent/1", "a".repeat(RecordLine.MAX_TEXT + 1)),
                GOOD);
        assertThat(rows(lines)).hasSize(1);
        assertThat(lines.rejected()).isEqualTo(4);
        assertThat(lines.impossibleHandles()).isEqualTo(3);
        assertThat(lines.problems().get(0).reason())
                .contains("sourceHandle")
                .contains("dsid:")
                .doesNotContain("4420");
        assertThat(lines.problems().get(2).reason()).contains("targetHandle").doesNotContain("a@b");
    }

    @Test
    void a_network_address_is_written_out_or_missing() {
        RecordLines lines = lines(
                GOOD.replace("192.0.2.7", "999.1.1.1"),
                GOOD.replace("192.0.2.7", "host.example.com"),
                GOOD.replace("192.0.2.7", "2001:db8::7"),
                GOOD.replace("\"clientIp\":\"192.0.2.7\",", ""));
        assertThat(rows(lines)).extracting(row -> row.details().clientIp()).containsExactly("2001:db8::7", "");
        assertThat(lines.problems())
                .extracting(RecordLines.Problem::reason)
                .allSatisfy(reason -> assertThat(reason)
                        .contains("clientIp")
                        .doesNotContain("999")
                        .doesNotContain("host"));
    }

    @Test
    void only_the_first_hundred_problems_are_kept() {
        RecordLines lines = lines("x\n".repeat(250));
        assertThat(rows(lines)).isEmpty();
        assertThat(lines.rejected()).isEqualTo(250);
        assertThat(lines.problems()).hasSize(RecordLines.MAX_PROBLEMS);
    }

    @Test
    void a_stream_that_breaks_off_is_a_failure_and_not_an_end() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };
        RecordLines lines =
                new RecordLines(new SequenceInputStream(new ByteArrayInputStream(bytes(GOOD + "\n")), broken));
        assertThat(lines.hasNext()).isTrue();
        lines.next();
        assertThatThrownBy(lines::hasNext).isInstanceOf(UncheckedIOException.class);
    }

    private static List<LogRecord> rows(RecordLines lines) {
        List<LogRecord> rows = new ArrayList<>();
        lines.forEachRemaining(rows::add);
        return rows;
    }

    private static RecordLines lines(String... lines) {
        return new RecordLines(new ByteArrayInputStream(bytes(String.join("\n", lines))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
