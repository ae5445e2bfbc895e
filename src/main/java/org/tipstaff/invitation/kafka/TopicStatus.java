package org.tipstaff.invitation.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How reading the topic goes, for health and metrics: {@code tipstaff_log_kafka_records_total} by what became of them,
 * {@code tipstaff_log_kafka_lag} in records and {@code tipstaff_log_kafka_partitions} of this process.
 */
@ApplicationScoped
class TopicStatus {
    private static final String RECORDS = "tipstaff.log.kafka.records";

    private final MeterRegistry metrics;
    private final Map<String, String> problems = new ConcurrentHashMap<>();
    private volatile boolean configured;
    private volatile long lag;
    private volatile int partitions;

    TopicStatus(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void begin() {
        configured = true;
        metrics.gauge("tipstaff.log.kafka.lag", this, status -> status.lag);
        metrics.gauge("tipstaff.log.kafka.partitions", this, status -> status.partitions);
        for (String outcome : new String[] {"accepted", "malformed", "expired", "early", "lost"}) {
            count(outcome, 0);
        }
    }

    void appended(TopicIngest.Outcome outcome) {
        count("accepted", outcome.accepted());
        count("malformed", outcome.rejected());
        count("expired", outcome.expired());
        count("early", outcome.early());
        count("known", outcome.known());
    }

    void lost(long records) {
        count("lost", records);
    }

    private void count(String outcome, long records) {
        metrics.counter(RECORDS, "outcome", outcome).increment(records);
    }

    void measured(long recordsBehind, int ofPartitions) {
        lag = recordsBehind;
        partitions = ofPartitions;
    }

    /**
     * @param what a partition, or the topic as a whole
     * @param sentence without values of records
     */
    void problem(String what, String sentence) {
        problems.put(what, sentence);
    }

    void well(String what) {
        problems.remove(what);
    }

    boolean isConfigured() {
        return configured;
    }

    Map<String, String> problems() {
        return new TreeMap<>(problems);
    }

    long lag() {
        return lag;
    }

    int partitions() {
        return partitions;
    }
}
