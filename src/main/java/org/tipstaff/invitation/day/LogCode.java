package org.tipstaff.invitation.day;

import org.tipstaff.invitation.LogKind;

/** How a log is written in the database. Stored: add, never change. */
public final class LogCode {
    private LogCode() {}

    public static short of(LogKind log) {
        return switch (log) {
            case CAPABILITY_QUERY -> 1;
            case FACETIME_INVITATION -> 2;
            case SIGN_IN -> 3;
        };
    }

    public static LogKind log(short code) {
        for (LogKind log : LogKind.values()) {
            if (of(log) == code) {
                return log;
            }
        }
        throw new IllegalStateException("No log has the code " + code);
    }
}
