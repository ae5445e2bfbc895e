package org.tipstaff.invitation.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.tipstaff.invitation.InvitationLog;

/**
 * Metric {@code tipstaff_log_records_total}: what became of rows that writers sent, by result, since the start. Rejected
 * lines that were rows but for a handle that nobody can have are counted in {@code tipstaff_log_impossible_handles_total}
 * too: a writer that spells handles in a way of its own loses the rows of people.
 */
@ApplicationScoped
public class IngestCounters {
    private static final String NAME = "tipstaff.log.records";
    private static final String IMPOSSIBLE_HANDLES = "tipstaff.log.impossible.handles";

    private final MeterRegistry metrics;

    IngestCounters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Counts a batch that was committed; one that was there before is not counted again.
     *
     * @param rejected lines that are no rows
     * @param impossibleHandles of these, lines with a handle that nobody can have
     */
    public void count(InvitationLog.Appended appended, long rejected, long impossibleHandles) {
        if (!appended.repeated()) {
            add("accepted", appended.accepted());
            add("expired", appended.expired());
            add("early", appended.early());
            add("known", appended.known());
            add("rejected", rejected);
            metrics.counter(IMPOSSIBLE_HANDLES).increment(impossibleHandles);
        }
    }

    private void add(String result, long rows) {
        metrics.counter(NAME, "result", result).increment(rows);
    }
}
