package org.tipstaff.invitation;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of the invitation log.
 *
 * @param occurredAt UTC, microseconds, the server's clock
 * @param source who asked, invited or signed in
 * @param target the handle looked up or invited; none where the log has none, see {@link LogKind#hasTarget}
 */
public record LogRecord(
        LogKind log,
        Instant occurredAt,
        Handle source,
        @Nullable Handle target,
        LogDetails details) {
    public LogRecord {
        if ((target == null) == log.hasTarget()) {
            throw new IllegalArgumentException("Only the sign-in log has no target handle");
        }
        if (occurredAt.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("The log counts in microseconds");
        }
    }

    /** The handle in the column that a search of this direction looks at. */
    public @Nullable Handle handle(Direction direction) {
        return direction == Direction.BY_SOURCE ? source : target;
    }

    /** The same row with its handles as they are spelled now; a row that was frozen long ago may have others. */
    public LogRecord today() {
        Handle looked = target == null ? null : target.today();
        return source.today().equals(source) && Objects.equals(looked, target)
                ? this
                : new LogRecord(log, occurredAt, source.today(), looked, details);
    }

    @Override
    public String toString() {
        return log + " row";
    }
}
