package org.tipstaff.hold;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;

/**
 * One hold against one purge, over a day of the log that no other trial touches. The same in every process, and nothing
 * of {@link HoldFixture}, which starts a database.
 */
record RaceTrial(int number) {
    static final Handle ASKING = new Handle(Handle.Kind.PHONE, "+12025550123");

    private static final Handle ASKED = new Handle(Handle.Kind.EMAIL, "bob@example.com");
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int ROWS = 50;

    LocalDate day() {
        return LocalDate.of(2027, 1, 1).plusDays(number);
    }

    Instant start() {
        return day().atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private Instant end() {
        return start().plus(Duration.ofDays(1));
    }

    List<LogRecord> rows() {
        Instant first = start().plus(Duration.ofHours(6));
        return IntStream.range(0, ROWS)
                .mapToObj(i -> new LogRecord(
                        LogKind.CAPABILITY_QUERY,
                        first.plusSeconds(i),
                        ASKING,
                        ASKED,
                        new LogDetails("192.0.2.7", "com.example.directory", 2, "Device/1.0", "Phone1,1", "")))
                .toList();
    }

    /** Every row is still within retention then. */
    Instant receipt() {
        return rows().get(0).occurredAt().plus(KEPT).minus(1, ChronoUnit.MICROS);
    }

    /** Every row of the day is past it then. */
    Instant expired() {
        return end().plus(KEPT);
    }

    CaseReference reference() {
        return new CaseReference("TS-27-%06d".formatted(number));
    }

    Terms terms() {
        return new Terms(
                List.of(ASKING),
                EnumSet.of(LogKind.CAPABILITY_QUERY),
                Direction.BY_SOURCE,
                new TimeRange(start(), end()));
    }

    /** Name of the day's table, with its schema. */
    String table() {
        return "invitation.record_" + DateTimeFormatter.BASIC_ISO_DATE.format(day());
    }
}
