package org.tipstaff.request.page;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.RetentionPreview;
import org.tipstaff.request.draft.FilingParts;

/** How many of the days asked for can still exist, in each log. */
@ApplicationScoped
class DaysRemaining {
    /** More bars than this are too thin to see. */
    private static final int MOST_BARS = 62;

    private final InvitationLog log;
    private final Clock clock;

    DaysRemaining(InvitationLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * The days of one log.
     *
     * @param bars the last days asked for, at most {@value #MOST_BARS}
     */
    record LogDays(
            LogKind log,
            long asked,
            long available,
            long retentionDays,
            List<Bar> bars,
            LocalDate first,
            LocalDate last) {
        public boolean all() {
            return asked == available;
        }

        public String colour() {
            return available == 0 ? "bad" : all() ? "ok" : "warn";
        }

        public int width() {
            return bars.size() * 10;
        }
    }

    /** @param x left edge, in tenths of a bar's width */
    record Bar(int x, boolean held) {}

    record View(List<LogDays> logs) {
        public boolean known() {
            return !logs.isEmpty();
        }
    }

    View of(FilingParts parts) {
        Instant from = parts.from();
        Instant to = parts.to();
        if (from == null || to == null || !from.isBefore(to)) {
            return new View(List.of());
        }
        return of(new TimeRange(from, to), parts.logs().isEmpty() ? EnumSet.allOf(LogKind.class) : parts.logs());
    }

    View of(TimeRange range, Set<LogKind> logs) {
        Instant now = Instant.now(clock);
        List<LogDays> days = new ArrayList<>();
        var retention = log.coverage(range, EnumSet.copyOf(logs), now).retention();
        for (LogKind kind : EnumSet.copyOf(logs)) {
            Retention inForce = retention.getOrDefault(kind, new Retention(kind, Retention.DEFAULT, Instant.EPOCH));
            RetentionPreview preview = RetentionPreview.of(range, inForce, now);
            days.add(days(kind, preview, inForce));
        }
        return new View(days);
    }

    private static LogDays days(LogKind kind, RetentionPreview preview, Retention retention) {
        List<RetentionPreview.Day> all = preview.days();
        List<RetentionPreview.Day> last = all.subList(Math.max(0, all.size() - MOST_BARS), all.size());
        List<Bar> bars = new ArrayList<>();
        for (RetentionPreview.Day day : last) {
            bars.add(new Bar(bars.size() * 10, day.mayExist()));
        }
        return new LogDays(
                kind,
                preview.asked(),
                preview.available(),
                retention.value().toDays(),
                bars,
                last.get(0).date(),
                last.get(last.size() - 1).date());
    }
}
