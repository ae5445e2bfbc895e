package org.tipstaff.hold;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;

/** The log's contract in memory: what a search finds, ordered by time, cut off by the retention of 30 days. */
final class FakeInvitationLog implements InvitationLog {
    final Map<String, Instant> pins = new ConcurrentHashMap<>();
    final AtomicInteger reads = new AtomicInteger();
    private Supplier<Stream<LogRecord>> rows = Stream::empty;
    private RowSink before = row -> {};

    void holds(List<LogRecord> sorted) {
        rows = sorted.stream()
                .sorted(Comparator.comparing(LogRecord::occurredAt))
                .toList()::stream;
    }

    /** Rows made while they are read, in the order of time. */
    void makes(Supplier<Stream<LogRecord>> made) {
        rows = made;
    }

    /** Something that happens before a row is handed over. */
    void before(RowSink happens) {
        before = happens;
    }

    @Override
    public Appended append(String batchKey, Iterator<LogRecord> appended) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coverage read(Search search, Instant asOf, RowSink sink) throws IOException {
        reads.incrementAndGet();
        Iterator<LogRecord> all = rows.get().iterator();
        while (all.hasNext()) {
            LogRecord row = all.next();
            Handle handle = row.handle(search.direction());
            if (handle != null
                    && search.handles().contains(handle)
                    && search.logs().contains(row.log())
                    && search.range().contains(row.occurredAt())
                    && row.occurredAt().isAfter(asOf.minus(Retention.DEFAULT))) {
                before.accept(row);
                sink.accept(row);
            }
        }
        return coverage(search.range(), search.logs(), asOf);
    }

    @Override
    public long estimate(Search search, Instant asOf) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Coverage coverage(TimeRange range, Set<LogKind> logs, Instant asOf) {
        Map<LogKind, Retention> retention = new EnumMap<>(LogKind.class);
        Map<LogKind, Instant> cutoff = new EnumMap<>(LogKind.class);
        for (LogKind log : logs) {
            retention.put(log, new Retention(log, Retention.DEFAULT, Instant.EPOCH));
            cutoff.put(log, asOf.minus(Retention.DEFAULT));
        }
        LocalDate day = LocalDate.ofInstant(range.from(), ZoneOffset.UTC);
        TimeRange gap = new TimeRange(range.from(), range.from().plusSeconds(60));
        return new Coverage(range, asOf, retention, cutoff, List.of(day), List.of(gap));
    }

    @Override
    public void pin(String holder, Instant asOf) {
        pins.putIfAbsent(holder, asOf);
    }

    @Override
    public void unpin(String holder) {
        pins.remove(holder);
    }
}
