package org.tipstaff.invitation.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.LogUnreadable;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.invitation.day.DayKeys;
import org.tipstaff.invitation.day.DaySeal;
import org.tipstaff.invitation.day.Days;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.retention.Retentions;

/** Says what of a range of time the log can show. */
public final class CoverageFinder {
    private final Days days;
    private final DayKeys keys;

    public CoverageFinder(Days days, DayKeys keys) {
        this.days = days;
        this.keys = keys;
    }

    /**
     * A day of the range that is there. A day that was opened ahead and never written to counts as held, and as a gap:
     * nothing is there to be shown.
     */
    public record Readable(Days.Opened opened, DaySeal seal) {
        LogDay day() {
            return opened.day();
        }

        boolean mayHaveRows() {
            return opened.mayHaveRows();
        }
    }

    /** What is looked at, as of an instant. */
    public record Asked(TimeRange range, Set<LogKind> logs, Instant asOf) {}

    /** The readable days of a range, in order. A day whose keys are lost or others is not among them, and so becomes a gap. */
    public List<Readable> readable(Connection connection, TimeRange range) throws SQLException {
        return readable(connection, range, problem -> {});
    }

    /** @throws LogUnreadable where a day of the range that was not destroyed has rows and not its keys */
    List<Readable> readableOrFail(Connection connection, TimeRange range) throws SQLException {
        return readable(connection, range, problem -> {
            throw problem;
        });
    }

    /** Why the first day of a range that has rows, was not destroyed and cannot be read cannot be read. */
    public Optional<LogUnreadable> problem(Connection connection, TimeRange range) throws SQLException {
        List<LogUnreadable> problems = new ArrayList<>();
        readable(connection, range, problems::add);
        return problems.stream().findFirst();
    }

    private List<Readable> readable(Connection connection, TimeRange range, Consumer<LogUnreadable> problem)
            throws SQLException {
        List<Readable> found = new ArrayList<>();
        for (Days.Opened opened : days.between(connection, first(range), last(range))) {
            if (opened.destroyed()) {
                continue;
            }
            Optional<DaySeal> seal = keys.find(opened.day());
            if (seal.filter(opened::isSealedBy).isPresent()) {
                found.add(new Readable(opened, seal.get()));
            } else if (opened.mayHaveRows()) {
                problem.accept(
                        seal.isPresent()
                                ? LogUnreadable.keyWrong(opened.day().date())
                                : LogUnreadable.keyMissing(opened.day().date()));
            }
        }
        return found;
    }

    public static Coverage coverage(Asked asked, Retentions retentions, List<Readable> readable) {
        TimeRange range = asked.range();
        Instant asOf = asked.asOf();
        Set<LogKind> logs = asked.logs();
        var cutoffs = retentions.cutoffs(logs, asOf);
        Instant cutoff = cutoffs.isEmpty() ? asOf : Collections.min(cutoffs.values());
        List<LocalDate> held = new ArrayList<>();
        List<TimeRange> gaps = new ArrayList<>();
        Instant shown = later(range.from(), cutoff);
        Instant end = range.to().isBefore(asOf) ? range.to() : asOf;
        for (Readable day : readable) {
            if (!day.day().end().isAfter(cutoff)) {
                continue;
            }
            held.add(day.day().date());
            if (day.mayHaveRows()) {
                addGap(gaps, shown, earlier(day.day().start(), end));
                shown = later(shown, day.day().end());
            }
        }
        addGap(gaps, shown, end);
        return new Coverage(range, asOf, retentions.inForce(logs, asOf), cutoffs, held, gaps);
    }

    private static void addGap(List<TimeRange> gaps, Instant from, Instant to) {
        if (from.isBefore(to)) {
            gaps.add(new TimeRange(from, to));
        }
    }

    private static LogDay first(TimeRange range) {
        return LogDay.of(LogTime.instant(LogTime.micros(range.from())));
    }

    private static LogDay last(TimeRange range) {
        return LogDay.of(LogTime.instant(LogTime.notBefore(range.to()) - 1));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
