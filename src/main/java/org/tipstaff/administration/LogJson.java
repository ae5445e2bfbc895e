package org.tipstaff.administration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.retention.RetentionProposal;
import org.tipstaff.invitation.state.LogState;

/**
 * How the log stands, for programs. Instants are ISO 8601 in UTC, durations ISO 8601, dates UTC days. Rows are what the
 * database expects, not counted.
 *
 * @param history of retention values, future ones too
 * @param proposals open and decided, the newest first
 */
@Schema(name = "LogState", description = "How the log stands; rows are what the database expects, not counted.")
public record LogJson(
        Instant at,
        long rows,
        long bytes,
        int keys,
        List<LogEntry> logs,
        List<DayEntry> days,
        List<ValueEntry> history,
        List<ProposalEntry> proposals,
        RunsEntry retention,
        HoldsEntry holds) {
    /** @param cutoff rows at or before it are gone */
    @Schema(name = "LogOfKind", description = "One of the logs.")
    public record LogEntry(
            LogKind log,
            @Schema(format = "duration") String kept,
            Instant since,

            @Schema(description = "Rows at or before it are gone.")
            Instant cutoff,

            long rows,
            int days,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay,
            List<LocalDate> gaps) {}

    /**
     * A day.
     *
     * @param keys whether both keys of the day are there
     * @param elsewhere whether it has rows in Cassandra: then the bytes are not known here
     */
    @Schema(name = "LogDay", description = "A day, in UTC.")
    public record DayEntry(
            LocalDate day, boolean laidOut, boolean keys, boolean elsewhere, long bytes, Map<LogKind, Long> rows) {}

    @Schema(name = "RetentionValue", description = "How long rows are kept, from an instant on.")
    public record ValueEntry(
            LogKind log, @Schema(format = "duration") String kept, Instant from) {}

    @Schema(name = "RetentionProposal", description = "A change of retention that was proposed.")
    public record ProposalEntry(
            long id,
            LogKind log,
            @Schema(format = "duration") String kept,
            Instant wantedFrom,
            RetentionProposal.State state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant effectiveFrom) {}

    /** @param problem of the last run; empty where there is none */
    @Schema(name = "RetentionRuns", description = "The runs that destroy what is past retention.")
    public record RunsEntry(
            @Nullable Instant lastStartedAt,
            @Nullable String lastOutcome,

            @Schema(description = "Of the last run; empty where there is none.")
            String problem,

            @Nullable Instant lastGoodAt,
            Instant nextAt) {}

    /**
     * Of requests.
     *
     * @param oldestPin earliest instant that the purge spares
     */
    @Schema(name = "HoldNumbers", description = "How many holds of requests there are.")
    public record HoldsEntry(
            long sealed, long making, long pins, @Nullable Instant oldestPin) {}

    static LogJson of(LogState state, List<RetentionProposal> proposals, LogView.HoldNumbers holds) {
        return new LogJson(
                state.at(),
                state.rows(),
                state.bytes(),
                state.keys(),
                Arrays.stream(LogKind.values()).map(log -> log(state, log)).toList(),
                state.days().stream()
                        .map(day -> new DayEntry(
                                day.date(), day.laidOut(), day.keys(), day.elsewhere(), day.bytes(), day.rows()))
                        .toList(),
                state.history().stream()
                        .map(value -> new ValueEntry(value.log(), value.value().toString(), value.effectiveFrom()))
                        .toList(),
                proposals.stream().map(LogJson::proposal).toList(),
                runs(state.runs()),
                new HoldsEntry(
                        holds.sealed(),
                        holds.making(),
                        state.pins().number(),
                        state.pins().oldest()));
    }

    private static LogEntry log(LogState state, LogKind log) {
        Retention value = state.inForce().getOrDefault(log, new Retention(log, Retention.DEFAULT, Instant.EPOCH));
        return new LogEntry(
                log,
                value.value().toString(),
                value.effectiveFrom(),
                value.cutoff(state.at()),
                state.rows(log),
                state.dates(log).size(),
                state.first(log).orElse(null),
                state.last(log).orElse(null),
                List.copyOf(state.gaps(log)));
    }

    private static ProposalEntry proposal(RetentionProposal proposal) {
        RetentionProposal.By decided = proposal.decided();
        return new ProposalEntry(
                proposal.id(),
                proposal.log(),
                proposal.value().toString(),
                proposal.wantedFrom(),
                proposal.state(),
                proposal.proposed().name(),
                proposal.proposed().at(),
                decided == null ? null : decided.name(),
                decided == null ? null : decided.at(),
                proposal.effectiveFrom());
    }

    private static RunsEntry runs(LogState.Runs runs) {
        LogState.Run last = runs.last();
        return new RunsEntry(
                last == null ? null : last.startedAt(),
                last == null ? null : last.outcome(),
                last == null ? "" : last.problem(),
                runs.lastGood(),
                runs.next());
    }
}
