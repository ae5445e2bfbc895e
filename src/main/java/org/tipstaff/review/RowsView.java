package org.tipstaff.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Snapshot;
import org.tipstaff.hold.snapshot.HoldCount;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.request.Request;

/**
 * How many rows are held, by handle and log, with the controls that narrow the terms. Numbers only.
 *
 * @param state of the hold; {@code NONE} where there is none
 * @param rows in all
 * @param logs columns of the table
 * @param handles rows of the table
 * @param days of the range asked for; at most the last {@value #MOST_DAYS}
 * @param daysAsked UTC days that the range touches
 * @param daysHeld how many of them exist in the log
 * @param gaps parts of the range for which nothing is there
 */
public record RowsView(
        String state,
        long rows,
        List<Log> logs,
        List<HandleRow> handles,
        List<Day> days,
        long daysAsked,
        long daysHeld,
        List<TimeRange> gaps) {
    private static final int MOST_DAYS = 366;

    /**
     * A log asked for.
     *
     * @param kept whether it is granted as the form stands
     * @param why the reason for leaving it out, as decided; empty where it is granted or nothing is decided
     * @param cutoff rows at or before it are gone; null while that is not known
     */
    public record Log(
            String name,
            String title,
            boolean kept,
            String why,
            long rows,
            @Nullable Instant cutoff,
            long retentionDays) {
        public boolean known() {
            return cutoff != null;
        }
    }

    /**
     * A handle asked for.
     *
     * @param place in the terms, from 0
     * @param flag as in the marks on the pages
     * @param pages where it stands in the order; empty where it was not found
     * @param why the reason for leaving it out, as decided; empty where it is granted or nothing is decided
     * @param counts one for each log
     */
    public record HandleRow(
            int place, String flag, String written, String pages, boolean kept, String why, List<Cell> counts) {}

    /**
     * Rows of a handle in a log.
     *
     * @param kept whether they are granted, as far as handle and log go
     */
    public record Cell(String log, long rows, boolean kept) {}

    /** @param number from 0, for the drawing */
    public record Day(int number, LocalDate date, boolean held) {}

    /**
     * What the table is made of.
     *
     * @param standing the approval that stands; null where there is none
     */
    record Source(
            Request request,
            DecisionForm form,
            List<HoldCount> counts,
            List<String> pages,
            @Nullable Snapshot hold,
            @Nullable Decision standing) {
        /** What was granted; while nothing is, what the form says. */
        boolean keeps(int place) {
            return standing == null
                    ? form.handles().contains(place)
                    : standing.granted()
                            .handles()
                            .contains(request.terms().handles().get(place));
        }

        boolean keeps(LogKind log) {
            return standing == null
                    ? form.logs().contains(log.name())
                    : standing.granted().logs().contains(log);
        }

        List<Cut> cuts() {
            return standing == null ? List.of() : standing.cuts();
        }
    }

    private record Place(Handle handle, LogKind log) {}

    static RowsView of(Source source) {
        Terms terms = source.request().terms();
        Map<Place, Long> rows = rows(terms, source.counts());
        Coverage coverage = source.hold() == null ? null : source.hold().coverage();
        List<HandleRow> handles = new ArrayList<>();
        for (int place = 0; place < terms.handles().size(); place++) {
            Handle handle = terms.handles().get(place);
            boolean kept = source.keeps(place);
            List<Cell> cells = terms.logs().stream()
                    .map(log -> new Cell(
                            log.title(), rows.getOrDefault(new Place(handle, log), 0L), kept && source.keeps(log)))
                    .toList();
            handles.add(new HandleRow(
                    place,
                    "H" + (place + 1),
                    handle.written(),
                    source.pages().get(place),
                    kept,
                    Cut.reason(source.cuts(), handle),
                    cells));
        }
        List<Day> days = days(terms.range(), coverage);
        return new RowsView(
                source.hold() == null ? "NONE" : source.hold().state().name(),
                source.hold() == null ? 0 : source.hold().rows(),
                terms.logs().stream()
                        .map(log -> log(log, source, rows, coverage))
                        .toList(),
                handles,
                days,
                java.time.temporal.ChronoUnit.DAYS.between(first(terms.range()), last(terms.range())) + 1,
                coverage == null ? 0 : coverage.daysHeld().size(),
                coverage == null ? List.of() : coverage.gaps());
    }

    private static Log log(LogKind log, Source source, Map<Place, Long> rows, @Nullable Coverage coverage) {
        long total = source.request().terms().handles().stream()
                .mapToLong(handle -> rows.getOrDefault(new Place(handle, log), 0L))
                .sum();
        Instant cutoff = coverage == null ? null : coverage.cutoff().get(log);
        long days = coverage == null || coverage.retention().get(log) == null
                ? 0
                : java.util.Objects.requireNonNull(coverage.retention().get(log))
                        .value()
                        .toDays();
        return new Log(log.name(), log.title(), source.keeps(log), Cut.reason(source.cuts(), log), total, cutoff, days);
    }

    private static Map<Place, Long> rows(Terms terms, List<HoldCount> counts) {
        List<Terms.Item> items = terms.items();
        Map<Place, Long> rows = new HashMap<>();
        for (HoldCount count : counts) {
            Terms.Item item = items.get(count.item() - 1);
            rows.merge(new Place(item.handle(), item.log()), count.rows(), Long::sum);
        }
        return rows;
    }

    private static LocalDate first(TimeRange range) {
        return LocalDate.ofInstant(range.from(), ZoneOffset.UTC);
    }

    private static LocalDate last(TimeRange range) {
        return LocalDate.ofInstant(range.to().minusNanos(1), ZoneOffset.UTC);
    }

    private static List<Day> days(TimeRange range, @Nullable Coverage coverage) {
        if (coverage == null) {
            return List.of();
        }
        Set<LocalDate> held = new HashSet<>(coverage.daysHeld());
        LocalDate last = last(range);
        LocalDate first =
                last.minusDays(MOST_DAYS - 1L).isAfter(first(range)) ? last.minusDays(MOST_DAYS - 1L) : first(range);
        List<Day> days = new ArrayList<>();
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            days.add(new Day(days.size(), date, held.contains(date)));
        }
        return days;
    }

    public boolean held() {
        return state.equals(HoldState.HELD.name());
    }

    public boolean pending() {
        return state.equals(HoldState.PENDING.name()) || state.equals(HoldState.FAILED.name());
    }

    public boolean destroyed() {
        return state.equals(HoldState.DESTROYED.name());
    }

    public boolean drawn() {
        return !days.isEmpty();
    }
}
