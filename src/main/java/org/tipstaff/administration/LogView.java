package org.tipstaff.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.retention.RetentionProposal;
import org.tipstaff.invitation.state.LogState;
import org.tipstaff.invitation.state.RetentionEffect;
import org.tipstaff.web.Display;
import org.tipstaff.web.form.FormView;

/**
 * The page of the log.
 *
 * @param open proposals that wait for another administrator, with what they would do
 * @param decided the others, the newest first
 * @param fresh whether a proposal can be approved at once; else the page asks for a sign-in first
 */
public record LogView(
        LogState state,
        HoldNumbers holds,
        List<Open> open,
        List<RetentionProposal> decided,
        boolean fresh,
        FormView form) {
    /**
     * Of requests.
     *
     * @param sealed snapshots that are kept
     * @param making that are being made
     */
    public record HoldNumbers(long sealed, long making) {}

    /** One of the logs. */
    public record Log(LogKind kind, LogState state) {
        public String title() {
            return kind.title();
        }

        private Retention retention() {
            Retention found = state.inForce().get(kind);
            return found == null ? new Retention(kind, Retention.DEFAULT, Instant.EPOCH) : found;
        }

        public String kept() {
            return length(retention().value());
        }

        public @Nullable Instant since() {
            return retention().effectiveFrom().equals(Instant.EPOCH)
                    ? null
                    : retention().effectiveFrom();
        }

        public Instant cutoff() {
            return retention().cutoff(state.at());
        }

        public @Nullable LocalDate first() {
            return state.first(kind).orElse(null);
        }

        public @Nullable LocalDate last() {
            return state.last(kind).orElse(null);
        }

        public int days() {
            return state.dates(kind).size();
        }

        /** Days without rows, those in a row as one: {@code 2026-10-29 to 2026-11-03}. */
        public List<String> gaps() {
            List<LocalDate> days = state.gaps(kind);
            List<String> spans = new ArrayList<>();
            int first = 0;
            for (int next = 1; next <= days.size(); next++) {
                LocalDate last = days.get(next - 1);
                if (next == days.size() || !days.get(next).equals(last.plusDays(1))) {
                    spans.add(next - 1 == first ? last.toString() : days.get(first) + " to " + last);
                    first = next;
                }
            }
            return spans;
        }

        public long rows() {
            return state.rows(kind);
        }
    }

    /**
     * A proposal that waits.
     *
     * @param own whether who looks is its proposer
     */
    public record Open(RetentionProposal proposal, RetentionEffect effect, boolean own) {
        public String value() {
            return length(proposal.value());
        }

        public String before() {
            return length(effect.before());
        }

        public String difference() {
            return length(effect.difference());
        }

        public @Nullable LocalDate firstGone() {
            return effect.days().isEmpty() ? null : effect.days().get(0);
        }

        public @Nullable LocalDate lastGone() {
            return effect.days().isEmpty()
                    ? null
                    : effect.days().get(effect.days().size() - 1);
        }

        /** When rows of the whole longer time are there, if they are written. */
        public Instant reached() {
            return effect.cutoff().plus(proposal.value());
        }
    }

    /** A value of the history. */
    public record Value(Retention retention, Instant now) {
        public String log() {
            return retention.log().title();
        }

        public String kept() {
            return length(retention.value());
        }

        public boolean always() {
            return retention.effectiveFrom().equals(Instant.EPOCH);
        }

        public boolean future() {
            return retention.effectiveFrom().isAfter(now);
        }
    }

    public List<Log> logs() {
        return Arrays.stream(LogKind.values()).map(kind -> new Log(kind, state)).toList();
    }

    public List<Value> history() {
        return state.history().stream()
                .map(entry -> new Value(entry, state.at()))
                .toList();
    }

    /** Days, the newest first, as people look for them. */
    public List<LogState.Day> days() {
        return state.days().stream()
                .sorted((one, other) -> other.date().compareTo(one.date()))
                .toList();
    }

    public boolean empty() {
        return state.filled().isEmpty();
    }

    /** Days that have rows and not both their keys. */
    public long unreadable() {
        return state.filled().stream().filter(day -> !day.keys()).count();
    }

    public long laidOut() {
        return state.filled().stream().filter(LogState.Day::laidOut).count();
    }

    public String size() {
        return bytes(state.bytes());
    }

    public String outcome() {
        LogState.Run last = state.runs().last();
        return last == null
                ? "None yet"
                : switch (last.outcome()) {
                    case "DONE" -> "Done";
                    case "RUNNING" -> "Running";
                    case "ABANDONED" -> "Broken off";
                    default -> "Failed";
                };
    }

    public String outcomeColour() {
        LogState.Run last = state.runs().last();
        return last == null
                ? "grey"
                : switch (last.outcome()) {
                    case "DONE" -> "green";
                    case "RUNNING" -> "blue";
                    default -> "red";
                };
    }

    public @Nullable String oldestPinAge() {
        Instant oldest = state.pins().oldest();
        return oldest == null ? null : length(Duration.between(oldest, state.at()));
    }

    public String kept(RetentionProposal proposal) {
        return length(proposal.value());
    }

    public String became(RetentionProposal proposal) {
        return switch (proposal.state()) {
            case PROPOSED -> "Waits";
            case APPROVED -> "Approved";
            case REFUSED -> "Refused";
            case WITHDRAWN -> "Withdrawn";
        };
    }

    static String bytes(long bytes) {
        return bytes < 999_500_000 ? Display.size(bytes) : "%.1f GB".formatted(bytes / 1e9);
    }

    /** In whole days and hours, less than an hour in minutes. */
    static String length(Duration duration) {
        long days = duration.toDays();
        long hours = duration.toHoursPart();
        if (days == 0 && hours == 0) {
            return Display.counted(duration.toMinutes(), "minute");
        }
        if (days == 0) {
            return Display.counted(hours, "hour");
        }
        return Display.counted(days, "day") + (hours == 0 ? "" : " and " + Display.counted(hours, "hour"));
    }
}
