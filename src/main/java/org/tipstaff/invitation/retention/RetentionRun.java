package org.tipstaff.invitation.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What one run of the purge did.
 *
 * @param horizon the oldest instant for which everything within retention was kept: the present, or the oldest pin
 * @param daysDestroyed days whose keys were destroyed and whose tables were dropped
 * @param rowsDeleted rows of logs with a shorter retention, deleted inside days that live on
 * @param bytesFreed size of the dropped tables with their indexes
 * @param pins instants that were pinned
 */
public record RetentionRun(
        Instant startedAt,
        Instant finishedAt,
        Instant horizon,
        List<LocalDate> daysDestroyed,
        long rowsDeleted,
        long bytesFreed,
        int pins) {
    public RetentionRun {
        daysDestroyed = List.copyOf(daysDestroyed);
    }
}
