package org.tipstaff.invitation.search;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.day.RowStore;

/** What a search asks of each day: handles of the column, and per log the first instant that may be shown. */
record WantedRows(Search search, Coverage covered) {
    /** Days opened ahead of their turn at most, and handles times logs of all of them. */
    private static final int MOST_AHEAD = 8;

    private static final int STREAMS = 24;

    /** Days opened at a time: where answers travel, a search for a few handles waits for several days at once. */
    int ahead() {
        int streams = search.handles().size() * search.logs().size();
        return Math.max(1, Math.min(MOST_AHEAD, STREAMS / streams));
    }

    boolean mayMatchOn(LogDay day) {
        return search.logs().stream().anyMatch(log -> day.end().isAfter(first(log)));
    }

    /** The first microsecond inside the range and after the log's cut-off. */
    Instant first(LogKind log) {
        Instant cutoff = covered.cutoff().getOrDefault(log, Instant.MAX);
        long afterCutoff = LogTime.micros(cutoff) + 1;
        return LogTime.instant(Math.max(LogTime.notBefore(search.range().from()), afterCutoff));
    }

    RowStore.Wanted on(CoverageFinder.Readable readable) {
        LogDay day = readable.day();
        List<byte[]> sealed = search.handles().stream()
                .map(handle -> readable.seal().seal(search.direction(), handle))
                .toList();
        Map<LogKind, Instant> from = new EnumMap<>(LogKind.class);
        for (LogKind log : search.logs()) {
            Instant first = first(log);
            from.put(log, first.isBefore(day.start()) ? day.start() : first);
        }
        Instant end = LogTime.instant(LogTime.notBefore(search.range().to()));
        return new RowStore.Wanted(
                day,
                readable.opened().layingOut(),
                search.direction(),
                sealed,
                from,
                end.isBefore(day.end()) ? end : day.end());
    }
}
