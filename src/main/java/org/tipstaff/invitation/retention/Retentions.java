package org.tipstaff.invitation.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;

/**
 * The history of retention values. Before a log's first entry, and for a log without one, {@link Retention#DEFAULT}
 * applies.
 *
 * <p>A row that was expired once is expired for ever. So the cut-off at an instant is not that of the value in force
 * alone, but the latest of all cut-offs that applied until then: a longer value brings nothing back.
 *
 * @param history no two entries of a log with the same effective instant; values from 1 hour to 10 years
 * @param expired how far a log had expired when the purge last ran; empty where that does not count
 */
public record Retentions(List<Retention> history, Map<LogKind, Instant> expired) {
    static final Duration SHORTEST = Duration.ofHours(1);
    static final Duration LONGEST = Duration.ofDays(3_660);

    public Retentions {
        history = history.stream()
                .sorted(Comparator.comparing(Retention::effectiveFrom))
                .toList();
        expired = Map.copyOf(expired);
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

    public Retentions(List<Retention> history) {
        this(history, Map.of());
    }

    public static Retentions defaults() {
        return new Retentions(List.of());
    }

    /** With a later decision, which governs from its instant on: what was decided before for later instants is void. */
    public Retentions decided(Retention later) {
        List<Retention> entries = new ArrayList<>(history);
        entries.removeIf(
                entry -> entry.log() == later.log() && !entry.effectiveFrom().isBefore(later.effectiveFrom()));
        entries.add(later);
        return new Retentions(entries, expired);
    }

    /** As a pin sees it: the purge spared what was within retention at the pinned instant. */
    Retentions pinned() {
        return new Retentions(history);
    }

    /** The longest value of any log, past, present or announced. */
    public Duration longest() {
        return history.stream()
                .map(Retention::value)
                .max(Comparator.naturalOrder())
                .filter(longest -> longest.compareTo(Retention.DEFAULT) > 0)
                .orElse(Retention.DEFAULT);
    }

    /** The value that applies to a log at an instant, with what was gone by then. */
    public Retention inForce(LogKind log, Instant at) {
        Retention found = new Retention(log, Retention.DEFAULT, Instant.EPOCH);
        Instant gone = later(Instant.EPOCH, expired.getOrDefault(log, Instant.EPOCH));
        for (Retention entry : history) {
            if (entry.log() == log && !entry.effectiveFrom().isAfter(at)) {
                // Under the value before, the cut-off moved on until the last microsecond before this entry.
                Instant last = entry.effectiveFrom().minus(1, ChronoUnit.MICROS);
                gone = later(gone, last.minus(found.value()));
                found = entry;
            }
        }
        return new Retention(log, found.value(), found.effectiveFrom(), gone);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    public Map<LogKind, Retention> inForce(Set<LogKind> logs, Instant at) {
        Map<LogKind, Retention> found = new EnumMap<>(LogKind.class);
        logs.forEach(log -> found.put(log, inForce(log, at)));
        return found;
    }

    /** Per log: rows at or before this instant are past retention. */
    public Map<LogKind, Instant> cutoffs(Set<LogKind> logs, Instant at) {
        Map<LogKind, Instant> found = new EnumMap<>(LogKind.class);
        logs.forEach(log -> found.put(log, inForce(log, at).cutoff(at)));
        return found;
    }
}
