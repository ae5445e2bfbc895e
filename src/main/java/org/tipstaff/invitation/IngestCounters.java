package org.tipstaff.invitation;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Metric {@code tipstaff_log_records_total}: what became of rows that writers sent, by result, since the start. */
@ApplicationScoped
public class IngestCounters {
    private static final String NAME = "tipstaff.log.records";

    private final MeterRegistry metrics;

    IngestCounters(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /**
     * Counts a batch that was committed; one that was there before is not counted again.
     *
     * @param rejected lines that are no rows
     */
    public void count(InvitationLog.Appended appended, long rejected) {
        if (!appended.repeated()) {
            add("accepted", appended.accepted());
            add("expired", appended.expired());
            add("early", appended.early());
            add("rejected", rejected);
        }
    }

    private void add(String result, long rows) {
        metrics.counter(NAME, "result", result).increment(rows);
    }
}
