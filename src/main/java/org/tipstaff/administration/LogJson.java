package org.tipstaff.administration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogState;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.RetentionProposal;

/**
 * How the log stands, for programs. Instants are ISO 8601 in UTC, durations ISO 8601, dates UTC days. Rows are what the
 * database expects, not counted.
 *
 * @param history of retention values, future ones too
 * @param proposals open and decided, the newest first
 */
public record LogJson(
        String at,
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
    public record LogEntry(
            String log,
            String kept,
            String since,
            String cutoff,
            long rows,
            int days,
            @Nullable String firstDay,
            @Nullable String lastDay,
            List<String> gaps) {}

    /**
     * A day.
     *
     * @param keys whether both keys of the day are there
     * @param elsewhere whether it has rows in Cassandra: then the bytes are not known here
     */
    public record DayEntry(
            String day, boolean laidOut, boolean keys, boolean elsewhere, long bytes, Map<LogKind, Long> rows) {}

    public record ValueEntry(String log, String kept, String from) {}

    public record ProposalEntry(
            long id,
            String log,
            String kept,
            String wantedFrom,
            String state,
            String proposedBy,
            String proposedAt,
            @Nullable String decidedBy,
            @Nullable String decidedAt,
            @Nullable String effectiveFrom) {}

    /** @param problem of the last run; empty where there is none */
    public record RunsEntry(
            @Nullable String lastStartedAt,
            @Nullable String lastOutcome,
            String problem,
            @Nullable String lastGoodAt,
            String nextAt) {}

    /**
     * Of requests.
     *
     * @param oldestPin earliest instant that the purge spares
     */
    public record HoldsEntry(
            long sealed, long making, long pins, @Nullable String oldestPin) {}

    static LogJson of(LogState state, List<RetentionProposal> proposals, LogView.HoldNumbers holds) {
        return new LogJson(
                state.at().toString(),
                state.rows(),
                state.bytes(),
                state.keys(),
                Arrays.stream(LogKind.values()).map(log -> log(state, log)).toList(),
                state.days().stream()
                        .map(day -> new DayEntry(
                                day.date().toString(),
                                day.laidOut(),
                                day.keys(),
                                day.elsewhere(),
                                day.bytes(),
                                day.rows()))
                        .toList(),
                state.history().stream()
                        .map(value -> new ValueEntry(
                                value.log().name(),
                                value.value().toString(),
                                value.effectiveFrom().toString()))
                        .toList(),
                proposals.stream().map(LogJson::proposal).toList(),
                runs(state.runs()),
                new HoldsEntry(
                        holds.sealed(),
                        holds.making(),
                        state.pins().number(),
                        text(state.pins().oldest())));
    }

    private static LogEntry log(LogState state, LogKind log) {
        Retention value = state.inForce().getOrDefault(log, new Retention(log, Retention.DEFAULT, Instant.EPOCH));
        return new LogEntry(
                log.name(),
                value.value().toString(),
                value.effectiveFrom().toString(),
                value.cutoff(state.at()).toString(),
                state.rows(log),
                state.dates(log).size(),
                text(state.first(log).orElse(null)),
                text(state.last(log).orElse(null)),
                state.gaps(log).stream().map(LocalDate::toString).toList());
    }

    private static ProposalEntry proposal(RetentionProposal proposal) {
        RetentionProposal.By decided = proposal.decided();
        return new ProposalEntry(
                proposal.id(),
                proposal.log().name(),
                proposal.value().toString(),
                proposal.wantedFrom().toString(),
                proposal.state().name(),
                proposal.proposed().name(),
                proposal.proposed().at().toString(),
                decided == null ? null : decided.name(),
                decided == null ? null : decided.at().toString(),
                text(proposal.effectiveFrom()));
    }

    private static RunsEntry runs(LogState.Runs runs) {
        LogState.Run last = runs.last();
        return new RunsEntry(
                last == null ? null : last.startedAt().toString(),
                last == null ? null : last.outcome(),
                last == null ? "" : last.problem(),
                text(runs.lastGood()),
                runs.next().toString());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
