package org.tipstaff.invitation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Instants as the log keeps them: whole microseconds since 1970, UTC. */
public final class LogTime {
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private LogTime() {}

    /** The microsecond that an instant lies in. Instants before 1970 and after 9999 count as those borders. */
    public static long micros(Instant instant) {
        Instant bounded = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return bounded.getEpochSecond() * 1_000_000 + bounded.getNano() / 1_000;
    }

    /** The first whole microsecond that is not before an instant. */
    public static long notBefore(Instant instant) {
        return micros(instant) + (instant.getNano() % 1_000 == 0 ? 0 : 1);
    }

    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** As JDBC wants it for {@code timestamptz}. */
    public static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
