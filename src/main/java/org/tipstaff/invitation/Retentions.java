package org.tipstaff.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The history of retention values. Before a log's first entry, and for a log without one, {@link Retention#DEFAULT}
 * applies.
 *
 * @param history no two entries of a log with the same effective instant; values from 1 hour to 10 years
 */
record Retentions(List<Retention> history) {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(3_660);

    Retentions {
        history = history.stream()
                .sorted(Comparator.comparing(Retention::effectiveFrom))
                .toList();
        Set<String> seen = new HashSet<>();
        for (Retention entry : history) {
            if (entry.value().compareTo(SHORTEST) < 0 || entry.value().compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("Retention of " + entry.log() + " must be 1 hour to 10 years");
            }
            if (!seen.add(entry.log() + " " + entry.effectiveFrom())) {
                throw new IllegalArgumentException(
                        "Two retention values of " + entry.log() + " take effect at " + entry.effectiveFrom());
            }
        }
    }

    static Retentions defaults() {
        return new Retentions(List.of());
    }

    /** The longest value of any log, past, present or announced. */
    Duration longest() {
        return history.stream()
                .map(Retention::value)
                .max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(Retention.DEFAULT) > 0)
                .orElse(Retention.DEFAULT);
    }

    /** The value that applies to a log at an instant. */
    Retention inForce(LogKind log, Instant at) {
        Retention found = new Retention(log, Retention.DEFAULT, Instant.EPOCH);
        for (Retention entry : history) {
            if (entry.log() == log && !entry.effectiveFrom().isAfter(at)) {
                found = entry;
            }
        }
        return found;
    }

    Map<LogKind, Retention> inForce(Set<LogKind> logs, Instant at) {
        Map<LogKind, Retention> found = new EnumMap<>(LogKind.class);
        logs.forEach(log -> found.put(log, inForce(log, at)));
        return found;
    }

    /** Per log: rows at or before this instant are past retention. */
    Map<LogKind, Instant> cutoffs(Set<LogKind> logs, Instant at) {
        Map<LogKind, Instant> found = new EnumMap<>(LogKind.class);
        logs.forEach(log -> found.put(log, inForce(log, at).cutoff(at)));
        return found;
    }
}
