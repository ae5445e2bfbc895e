package org.tipstaff.invitation.day;

import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogUnavailable;

/** A ring that is not configured: what would need it fails with a sentence, retention goes on without it. */
public final class UnconfiguredRows implements RowStore {
    @Override
    public @Nullable Instant keptUntil(Connection connection, LogDay day) {
        throw LogUnavailable.notConfigured();
    }

    @Override
    public void open(Connection connection, LogDay day) {
        throw LogUnavailable.notConfigured();
    }

    @Override
    public Writer writer(Connection connection) {
        throw LogUnavailable.notConfigured();
    }

    @Override
    public Cursor read(Connection connection, Wanted wanted) {
        throw LogUnavailable.notConfigured();
    }

    @Override
    public long drop(Connection session, LogDay day) {
        return 0;
    }

    @Override
    public long empty(Connection session, LogKind log, LogDay day) {
        return 0;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(LogUnavailable.notConfigured().getMessage());
    }
}
