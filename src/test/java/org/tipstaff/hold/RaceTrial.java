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
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;

/** One hold against one purge, over a day of the log that no other trial touches. The same in every process. */
record RaceTrial(int number) {
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
                .mapToObj(i -> HoldFixture.query(first.plusSeconds(i), HoldFixture.ALICE, HoldFixture.BOB))
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
                List.of(HoldFixture.ALICE),
                EnumSet.of(LogKind.CAPABILITY_QUERY),
                Direction.BY_SOURCE,
                new TimeRange(start(), end()));
    }

    /** Name of the day's table, with its schema. */
    String table() {
        return "invitation.record_" + DateTimeFormatter.BASIC_ISO_DATE.format(day());
    }
}
