package org.tipstaff.invitation;

import org.tipstaff.invitation.day.LogConnections;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.retention.RetentionRun;
import org.tipstaff.invitation.retention.RetentionRuns;
import org.tipstaff.invitation.sealed.SealedInvitationLog;


import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** P3: the oldest day destroyed while rows come in, beside DELETE and VACUUM of the next one. */
record RetentionBench(BenchServer server) {
    private static final int OLDEST = 29;

    /** Ends the month: nothing can be looked up in the two days any more. */
    void run() throws Exception {
        LogDay today = LogDay.of(server.clock().instant());
        LogDay oldest = new LogDay(today.date().minusDays(OLDEST));
        LogDay next = new LogDay(today.date().minusDays(OLDEST - 1));
        long bytes = server.bytes(oldest);
        SealedInvitationLog log = server.log();
        server.clock().set(oldest.end().plus(Duration.ofDays(30)));
        log.openAhead(1);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong longest = new AtomicLong();
        Thread inserting = new Thread(() -> insert(log, over, longest));
        inserting.start();
        Thread.sleep(2_000);
        double before = longest.getAndSet(0) / 1e6;
        long began = System.nanoTime();
        RetentionRun run = log.purge(new RetentionRuns(LogConnections.plain(server.source()))).orElseThrow();
        double took = (System.nanoTime() - began) / 1e6;
        over.set(true);
        inserting.join();
        double peer = server.psql().run("DELETE FROM " + next.table() + ";\nVACUUM " + next.table() + ";\n");
        Report.line(
                "P3  retention of %s (%,d bytes): %,.0f ms; longest insert meanwhile %.0f ms (%.0f before); DELETE and VACUUM of the next day %,.0f ms",
                run.daysDestroyed(), bytes, took, longest.get() / 1e6, before, peer);
    }

    private void insert(SealedInvitationLog log, AtomicBoolean over, AtomicLong longest) {
        LogRecord one = new BenchRows(LogDay.of(server.clock().instant()), 10, 10).next();
        for (int i = 0; !over.get(); i++) {
            long began = System.nanoTime();
            log.append("stall/" + began + "/" + i, List.of(one).iterator());
            longest.accumulateAndGet(System.nanoTime() - began, Math::max);
        }
    }
}
