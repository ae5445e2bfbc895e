package org.tipstaff.invitation;

import java.security.GeneralSecurityException;
import java.time.LocalDate;

/**
 * Rows are there and cannot be opened: the day's key is missing or another one without retention having destroyed it,
 * or a row was changed. A search fails with this, because an answer without those rows would say that they never were.
 */
public final class LogUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private LogUnreadable(String message) {
        super(message);
    }

    private LogUnreadable(String message, GeneralSecurityException cause) {
        super(message, cause);
    }

    /** @param day in UTC */
    public static LogUnreadable keyMissing(LocalDate day) {
        return new LogUnreadable("The log of " + day + " has rows but its key is missing from the key store");
    }

    /** @param day in UTC */
    public static LogUnreadable keyWrong(LocalDate day) {
        return new LogUnreadable("The log of " + day + " was sealed under other keys than the key store has for it");
    }

    public static LogUnreadable changed(GeneralSecurityException cause) {
        return new LogUnreadable("A row of the log does not open: it or its key was changed", cause);
    }
}
