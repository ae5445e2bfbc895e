package org.tipstaff.invitation.postgres;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.tipstaff.invitation.day.LogDay;

/**
 * Into how many tables PostgreSQL divides a day that rows come to as it is lived. Sealed handles are random, so each row
 * goes to another page of both indexes: appending is fast for as long as the indexes of the table that it goes to stay in
 * memory.
 *
 * @param number 1 for one table; the parts are whole minutes, all of the same length
 */
public record DayParts(int number) {
    /** One table a day. */
    public static final DayParts ONE = new DayParts(1);

    private static final int MINUTES = 24 * 60;
    /** Parts of five minutes: whoever looks the day up opens every one. */
    private static final int MOST = 288;

    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("_HHmm").withZone(ZoneOffset.UTC);

    public DayParts {
        if (number < 1 || number > MOST || MINUTES % number != 0) {
            throw new IllegalArgumentException("tipstaff.log.parts-of-a-day must be a number from 1 to " + MOST
                    + " that divides a day into whole minutes (1, 24, 48, 96), not " + number);
        }
    }

    /**
     * A part of a day.
     *
     * @param table its name, with its schema; made of digits only, so safe in SQL text
     * @param to first instant of the next part
     */
    public record Part(String table, Instant from, Instant to) {}

    /** In order of time; none where the day is one table. */
    public List<Part> of(LogDay day) {
        if (number == 1) {
            return List.of();
        }
        Duration length = Duration.ofMinutes(MINUTES / number);
        return IntStream.range(0, number)
                .mapToObj(part -> day.start().plus(length.multipliedBy(part)))
                .map(from -> new Part(day.table() + SUFFIX.format(from), from, from.plus(length)))
                .toList();
    }
}
