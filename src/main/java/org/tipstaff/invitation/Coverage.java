package org.tipstaff.invitation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What of a range of time the log can still show, said beside every answer.
 *
 * @param asked the range as asked
 * @param asOf the instant at which retention was applied
 * @param retention the value that applied, per log
 * @param cutoff per log: rows at or before this instant are past retention
 * @param daysHeld UTC days inside the range for which the log has a readable table
 * @param gaps parts of the range, after the cut-off and before {@code asOf}, for which nothing is there
 */
public record Coverage(
        TimeRange asked,
        Instant asOf,
        Map<LogKind, Retention> retention,
        Map<LogKind, Instant> cutoff,
        List<LocalDate> daysHeld,
        List<TimeRange> gaps) {
    public Coverage {
        retention = Map.copyOf(retention);
        cutoff = Map.copyOf(cutoff);
        daysHeld = List.copyOf(daysHeld);
        gaps = List.copyOf(gaps);
    }
}
