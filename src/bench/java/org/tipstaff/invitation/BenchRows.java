package org.tipstaff.invitation;

import org.tipstaff.invitation.day.LogDay;


import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/**
 * Rows of one day, in order of time: a heavy handle with 4,000, asked about as often, a middle one with 34, a light one
 * with one every third day, on large days a huge one with 40,000, and everybody else, fifty rows a month each.
 */
final class BenchRows implements Iterator<LogRecord> {
    static final Handle LIGHT = phone(1);
    static final Handle MIDDLE = phone(2);
    static final Handle HEAVY = phone(3);
    static final Handle HUGE = phone(4);
    private static final int HUGE_ROWS = 40_000;
    private static final int HEAVY_ROWS = 4_000;
    private static final int MIDDLE_ROWS = 34;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final LogDetails[] DETAILS = details();

    private final long startMicros;
    private final long stepMicros;
    private final long rows;
    private final long others;
    private final boolean light;
    private final SplittableRandom random;
    private long row;

    /** @param month rows of the thirty days, from which the number of handles follows */
    BenchRows(LogDay day, long rows, long month) {
        this(day, rows, month, 0, 1);
    }

    /**
     * @param part of the day, which the rows fill, counted from 0; each has other rows
     * @param parts of the day, all of the same length
     */
    BenchRows(LogDay day, long rows, long month, int part, int parts) {
        this.startMicros = LogTime.micros(day.start()) + DAY_MICROS / parts * part;
        this.stepMicros = DAY_MICROS / parts / rows;
        this.rows = rows;
        this.others = Math.max(1_000, month / 50);
        this.light = day.date().toEpochDay() % 3 == 0;
        this.random = new SplittableRandom(day.date().toEpochDay() + 100_000L * part);
    }

    /** Whether a day of so many rows has the heavy handle. */
    static boolean haveHeavy(long rows) {
        return rows >= 2 * HEAVY_ROWS;
    }

    /** Whether a day of so many rows has the huge handle; on a smaller one it would be a large part of all. */
    static boolean haveHuge(long rows) {
        return rows >= 10 * HUGE_ROWS;
    }

    @Override
    public boolean hasNext() {
        return row < rows;
    }

    @Override
    public LogRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Instant at = LogTime.instant(startMicros + stepMicros * row);
        LogRecord made = new LogRecord(
                LogKind.CAPABILITY_QUERY, at, source(), target(), DETAILS[random.nextInt(DETAILS.length)]);
        row++;
        return made;
    }

    private Handle source() {
        if (light && row == rows / 2) {
            return LIGHT;
        }
        if (row % Math.max(1, rows / HEAVY_ROWS) == 1) {
            return HEAVY;
        }
        if (row % Math.max(1, rows / MIDDLE_ROWS) == 2) {
            return MIDDLE;
        }
        if (haveHuge(rows) && row % (rows / HUGE_ROWS) == 3) {
            return HUGE;
        }
        return phone(10 + random.nextLong(others));
    }

    private Handle target() {
        return row % Math.max(1, rows / HEAVY_ROWS) == 0 ? HEAVY : phone(10 + random.nextLong(others));
    }

    /** Somebody else, of whom a month has about fifty rows. */
    static Handle other(int number) {
        return phone(10 + number);
    }

    /** A number of the form +1 555 and seven digits, which nobody has. */
    private static Handle phone(long number) {
        return new Handle(Handle.Kind.PHONE, "+" + (15_550_000_000L + number));
    }

    private static LogDetails[] details() {
        LogDetails[] some = new LogDetails[256];
        for (int i = 0; i < some.length; i++) {
            some[i] = new LogDetails(
                    "198.51.100." + i,
                    "com.example.directory",
                    i % 5,
                    "agent/4." + i % 10 + " (iPhone; build 23B" + i + ")",
                    "iPhone16," + i % 4,
                    "26." + i % 3);
        }
        return some;
    }
}
