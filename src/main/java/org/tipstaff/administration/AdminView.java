package org.tipstaff.administration;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.signing.trial.Trial;

/**
 * How the portal stands.
 *
 * @param policyVersion as counsel dates it
 * @param trials the last trial signature of each key; none before the first were made
 * @param lastRun of retention; null where none ever began
 */
public record AdminView(
        String policyVersion,
        List<RetentionValue> retention,
        @Nullable RetentionRun lastRun,
        List<Task> tasks,
        List<Trial> trials,
        Known known,
        Instant at) {
    /** How long rows of a log are kept. */
    public record RetentionValue(String log, long days, long hours, Instant effectiveFrom) {
        /** Whether it applied from the beginning. */
        public boolean always() {
            return effectiveFrom.equals(Instant.EPOCH);
        }

        public boolean wholeDays() {
            return hours == 0;
        }
    }

    /** @param finishedAt null while it runs, or where it died */
    public record RetentionRun(
            Instant startedAt, @Nullable Instant finishedAt, String outcome, int daysDestroyed, long rowsDeleted) {
        public String colour() {
            return switch (outcome) {
                case "DONE" -> "green";
                case "RUNNING" -> "blue";
                default -> "red";
            };
        }
    }

    /** What waits in the queue under one name. */
    public record Task(String name, long waiting, long running, long failing, Instant next) {}

    /** How many agencies and accounts have come in at least once, and how many of them are kept out. */
    public record Known(long agencies, long suspendedAgencies, long accounts, long suspendedAccounts) {}

    public boolean queueEmpty() {
        return tasks.isEmpty();
    }

    public long failing() {
        return tasks.stream().mapToLong(Task::failing).sum();
    }
}
