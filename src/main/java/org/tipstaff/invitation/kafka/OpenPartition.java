package org.tipstaff.invitation.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A partition that this process has: where it is, and its records that are not in the log yet, of one poll at most. */
final class OpenPartition {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    final TopicPart part;
    private final List<TopicBatch.Line> lines = new ArrayList<>();
    private @Nullable TopicPosition position;
    private int failures;
    private long due;

    OpenPartition(TopicPart part, long nanoTime) {
        this.part = part;
        this.due = nanoTime;
    }

    /** Whether its position must be looked up now. */
    boolean wantsPlace(long nanoTime) {
        return position == null && nanoTime - due >= 0;
    }

    void place(TopicPosition found) {
        position = found;
        lines.clear();
    }

    void add(long offset, byte @Nullable [] value) {
        lines.add(new TopicBatch.Line(offset, value));
    }

    /** Forgets everything that is not in the database, and waits: 1, 2, 4 … up to 30 seconds. */
    void failed(long nanoTime) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures, 10));
        due = nanoTime + (doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE).toNanos();
        failures++;
        position = null;
        lines.clear();
    }

    boolean isPlaced() {
        return position != null;
    }

    /** Offset of the first record that is not in the log; 0 before it is placed. */
    long next() {
        return position == null ? 0 : position.next();
    }

    /** Whether it may be read on: it has a place, and its records so far are no batch. */
    boolean wantsMore(long consumed) {
        if (position == null) {
            return false;
        }
        OptionalLong claim = position.claimedUntil();
        return claim.isPresent() ? consumed < claim.getAsLong() : lines.isEmpty();
    }

    /**
     * What to append next: exactly the records of a claim where there is one, else all that are here.
     *
     * @param consumed the offset up to which the partition has been read
     */
    Optional<TopicBatch> batch(long consumed) {
        if (position == null || wantsMore(consumed)) {
            return Optional.empty();
        }
        OptionalLong claim = position.claimedUntil();
        long until = claim.orElseGet(() -> lines.get(lines.size() - 1).offset() + 1);
        return Optional.of(new TopicBatch(
                part,
                position.next(),
                until,
                claim.isPresent(),
                lines.stream().filter(line -> line.offset() < until).toList()));
    }

    void appended(TopicBatch batch) {
        failures = 0;
        position = TopicPosition.at(batch.until());
        lines.removeIf(line -> line.offset() < batch.until());
    }
}
