package org.tipstaff.invitation.cassandra;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.day.LogDay;

/**
 * Which partition of a handle's day a row goes to, so that no partition grows without bound. The first rows that this
 * process writes go to the first bucket, where nearly every handle ends; the rows of a heavy handle after them go to a
 * bucket an hour, and the first bucket says so. A reader thus asks for one partition, and for 24 more only where there
 * are any. Safe for several threads.
 */
public final class Buckets {
    public static final short FIRST = 0;
    /** Handles that are counted; one that is forgotten meanwhile begins anew, and its first bucket grows a little. */
    private static final int COUNTED = 50_000;

    private static final Duration HOUR = Duration.ofHours(1);

    private final int full;
    private final Map<Key, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Count> eldest) {
            return size() > COUNTED;
        }
    };

    /** A sealed handle stands for its day and its column too. */
    private record Key(LogKind log, ByteBuffer handle) {}

    /** Rows of a handle so far, and whether the first bucket is known to say that there are others. */
    static final class Count {
        private int rows;
        private volatile boolean spread;

        boolean isSpread() {
            return spread;
        }

        /** The first bucket says so, and enough nodes have it. */
        void spread() {
            spread = true;
        }

        private synchronized boolean isFull(int full) {
            if (rows < full) {
                rows++;
                return false;
            }
            return true;
        }
    }

    /** @param full rows of a handle, log and day in the first bucket, per process */
    public Buckets(int full) {
        this.full = full;
    }

    /**
     * Where the next row goes.
     *
     * @param bucket {@link #FIRST}, or the hour of the day counted from 1
     */
    public record Bucket(short bucket, Count count) {}

    public Bucket next(LogKind log, byte[] handle, LogDay day, Instant occurredAt) {
        Count count;
        synchronized (counts) {
            count = counts.computeIfAbsent(new Key(log, ByteBuffer.wrap(handle)), key -> new Count());
        }
        return new Bucket(count.isFull(full) ? hour(day, occurredAt) : FIRST, count);
    }

    /** The bucket of an instant of a day; its end, which lies in the next day, counts as the last one. */
    public static short hour(LogDay day, Instant instant) {
        long hours = Duration.between(day.start(), instant).dividedBy(HOUR);
        return (short) (1 + Math.min(23, hours));
    }
}
