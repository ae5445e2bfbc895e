package org.tipstaff;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Everything that is logged in this process while it is open, with the messages of exceptions. */
public final class WhatIsLogged extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public WhatIsLogged() {
        setLevel(Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** What was logged at this level or above it, as the log's own records. */
    public List<LogRecord> from(Level least) {
        return records.stream()
                .filter(logged -> logged.getLevel().intValue() >= least.intValue())
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
        StringBuilder line = new StringBuilder(logged.getMessage() + " ");
        if (logged.getParameters() != null) {
            line.append(Arrays.toString(logged.getParameters()));
        }
        for (@Nullable Throwable at = logged.getThrown(); at != null; at = at.getCause()) {
            line.append(' ').append(at);
        }
        lines.add(line.toString());
    }

    @Override
    public void flush() {
        // Nothing waits.
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
