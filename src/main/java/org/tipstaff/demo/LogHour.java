package org.tipstaff.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;

/** The rows of one hour, in order of time; the same seed and hour always give the same rows. */
final class LogHour implements Iterator<LogRecord> {
    static final long SECONDS = 3_600;
    /** Rows of the heavy handle in every hour: 57,600 in thirty days. */
    static final int HEAVY_ROWS = 80;
    /** The light handle has a row in every 18th hour: 40 in thirty days, and some in any two. */
    static final int LIGHT_EVERY = 18;

    private static final long MICROS = SECONDS * 1_000_000;
    private static final String[] HARDWARE = {"iPhone16,1", "iPhone15,4", "iPad14,8", "Mac15,12", "Watch7,1"};
    private static final String[] OS = {"26.1 (23B85)", "26.0.1 (23A355)", "18.7 (22H20)", "15.7.1 (24G231)"};
    private static final String[] DOCUMENTATION_IPV4 = {"192.0.2.", "198.51.100.", "203.0.113."};

    private final long start;
    private final long rows;
    private final Ranks ranks;
    private final SplittableRandom random;
    private final Iterator<LogRecord> known;

    private long made;
    private @Nullable LogRecord nextKnown;
    private @Nullable LogRecord nextOther;

    /**
     * @param hour hours since 1970-01-01T00:00Z
     * @param others rows beside those of the known handles
     */
    LogHour(long seed, long hour, long others, Ranks ranks) {
        this.start = hour * SECONDS;
        this.rows = others;
        this.ranks = ranks;
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hour);
        this.known = knownRows(seed, hour).iterator();
        this.nextKnown = known.hasNext() ? known.next() : null;
        this.nextOther = other();
    }

    /** The rows that the known handles cause in an hour, in order of time. */
    static List<LogRecord> knownRows(long seed, long hour) {
        SplittableRandom random = new SplittableRandom(seed * 0xBF58476D1CE4E5B9L - hour);
        Ranks targets = new Ranks(200);
        List<LogRecord> rows = new ArrayList<>();
        for (int i = 0; i < HEAVY_ROWS; i++) {
            LogKind log = i % 8 == 0 ? LogKind.FACETIME_INVITATION : LogKind.CAPABILITY_QUERY;
            rows.add(row(random, at(hour * SECONDS, random.nextLong(MICROS)), log, DemoHandles.HEAVY, targets));
        }
        if (hour % LIGHT_EVERY == 0) {
            LogKind log = hour / LIGHT_EVERY % 2 == 0 ? LogKind.CAPABILITY_QUERY : LogKind.FACETIME_INVITATION;
            rows.add(row(random, at(hour * SECONDS, random.nextLong(MICROS)), log, DemoHandles.LIGHT, targets));
        }
        rows.sort(Comparator.comparing(LogRecord::occurredAt));
        return rows;
    }

    @Override
    public boolean hasNext() {
        return nextKnown != null || nextOther != null;
    }

    @Override
    public LogRecord next() {
        LogRecord one = nextKnown;
        LogRecord other = nextOther;
        if (one != null && (other == null || one.occurredAt().isBefore(other.occurredAt()))) {
            nextKnown = known.hasNext() ? known.next() : null;
            return one;
        }
        if (other == null) {
            throw new NoSuchElementException();
        }
        nextOther = other();
        return other;
    }

    private @Nullable LogRecord other() {
        if (made == rows) {
            return null;
        }
        long within = (long) ((made + random.nextDouble()) / rows * MICROS);
        made++;
        int tenth = random.nextInt(10);
        LogKind log = tenth < 7 ? LogKind.CAPABILITY_QUERY : tenth < 9 ? LogKind.FACETIME_INVITATION : LogKind.SIGN_IN;
        return row(random, at(start, Math.min(within, MICROS - 1)), log, ranks.draw(random), ranks);
    }

    private static LogRecord row(SplittableRandom random, Instant at, LogKind log, Handle source, Ranks targets) {
        Handle target = log == LogKind.SIGN_IN ? null : targets.draw(random);
        return new LogRecord(log, at, source, target, details(random, log));
    }

    private static LogDetails details(SplittableRandom random, LogKind log) {
        String hardware = HARDWARE[random.nextInt(HARDWARE.length)];
        String os = OS[random.nextInt(OS.length)];
        return switch (log) {
            case CAPABILITY_QUERY ->
                new LogDetails(
                        ip(random), "com.apple.madrid", random.nextInt(5), "com.apple.madrid/2000.2.1", hardware, os);
            case FACETIME_INVITATION -> new LogDetails(ip(random), "com.apple.ess", 0, "FaceTime/37", hardware, os);
            case SIGN_IN -> new LogDetails(ip(random), "iCloud", 0, "accountsd/113", hardware, os);
        };
    }

    private static String ip(SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return DOCUMENTATION_IPV4[random.nextInt(3)] + (1 + random.nextInt(254));
        }
        return "2001:db8:" + Integer.toHexString(1 + random.nextInt(0xfffe)) + "::"
                + Integer.toHexString(1 + random.nextInt(0xfffe));
    }

    private static Instant at(long second, long micros) {
        return Instant.ofEpochSecond(second + micros / 1_000_000, micros % 1_000_000 * 1_000);
    }
}
