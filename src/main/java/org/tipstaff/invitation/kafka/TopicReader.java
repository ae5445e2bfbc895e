package org.tipstaff.invitation.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the topic into the log, in one thread. Kafka shares out the partitions; where each begins is the database's to
 * say. Nothing more is polled before the last poll is in the log. While the database does not take rows, the partitions
 * are paused and polling goes on, so that Kafka does not think the process dead.
 */
final class TopicReader implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration MEASURED_EVERY = Duration.ofSeconds(5);
    private static final String TOPIC = "topic";

    private final KafkaTopic topic;
    private final Consumer<byte[], byte[]> consumer;
    private final TopicIngest ingest;
    private final TopicStatus status;
    private final Map<TopicPartition, OpenPartition> open = new HashMap<>();
    private long measured = System.nanoTime() - MEASURED_EVERY.toNanos();

    TopicReader(KafkaTopic topic, TopicIngest ingest, TopicStatus status) {
        this.topic = topic;
        this.consumer = topic.consumer();
        this.ingest = ingest;
        this.status = status;
    }

    /**
     * Reads until it is no longer to.
     *
     * @throws RuntimeException where Kafka refuses, or the topic is not the one that it was; begin again with a new reader
     */
    void run(BooleanSupplier running) {
        consumer.subscribe(Set.of(topic.name()), new Assignments());
        while (running.getAsBoolean()) {
            try {
                measure();
                placeAll();
                steer();
                take(consumer.poll(POLL));
                appendAll();
            } catch (WakeupException e) {
                LOG.debug("Woken up to stop");
            }
        }
    }

    /** From another thread: ends a wait for Kafka. */
    void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
        status.measured(0, 0);
    }

    private void placeAll() {
        for (Map.Entry<TopicPartition, OpenPartition> each : open.entrySet()) {
            OpenPartition partition = each.getValue();
            if (partition.wantsPlace(System.nanoTime()) && !tried(each.getKey(), partition, this::place)) {
                // One failure a round: each may have waited for the database, and Kafka wants to be polled.
                return;
            }
        }
    }

    private void place(TopicPartition key, OpenPartition partition) {
        Set<TopicPartition> only = Set.of(key);
        long first = consumer.beginningOffsets(only, PATIENCE).getOrDefault(key, 0L);
        long end = consumer.endOffsets(only, PATIENCE).getOrDefault(key, 0L);
        TopicPosition position = ingest.position(partition.part, first);
        if (position.next() > end) {
            throw new IllegalStateException("The log has records up to offset " + position.next()
                    + ", Kafka only up to " + end + ": the topic was cut or restored; see docs/ingest.md");
        }
        if (position.next() < first) {
            ingest.passOver(partition.part, position, first);
            status.lost(first - position.next());
            LOG.errorf(
                    "Kafka no longer has the records %d to %d of %s: they are not in the log",
                    position.next(), first - 1, partition.part);
            position = TopicPosition.at(first);
        }
        partition.place(position);
        consumer.seek(key, position.next());
        if (position.next() == end) {
            // Nothing is there that could still fail.
            status.well(partition.part.toString());
        }
        LOG.infof("Reading %s from offset %d", partition.part, position.next());
    }

    /** Back-pressure: a partition whose last records are not in the log yet is not read any further. */
    private void steer() {
        for (Map.Entry<TopicPartition, OpenPartition> each : open.entrySet()) {
            Set<TopicPartition> only = Set.of(each.getKey());
            if (each.getValue().wantsMore(consumer.position(each.getKey()))) {
                consumer.resume(only);
            } else {
                consumer.pause(only);
            }
        }
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition key : records.partitions()) {
            OpenPartition partition = open.get(key);
            if (partition != null) {
                records.records(key).forEach(record -> partition.add(record.offset(), record.value()));
            }
        }
    }

    private void appendAll() {
        for (Map.Entry<TopicPartition, OpenPartition> each : open.entrySet()) {
            if (!tried(each.getKey(), each.getValue(), this::append)) {
                return;
            }
        }
    }

    private void append(TopicPartition key, OpenPartition partition) {
        Optional<TopicBatch> batch = partition.batch(consumer.position(key));
        if (batch.isPresent()) {
            status.appended(ingest.append(batch.get()));
            partition.appended(batch.get());
            status.well(partition.part.toString());
        }
    }

    private interface Step {
        void on(TopicPartition key, OpenPartition partition);
    }

    /** Whether the step was done. Where it failed, what is in memory is forgotten, and read again from the position. */
    private boolean tried(TopicPartition key, OpenPartition partition, Step step) {
        try {
            step.on(key, partition);
            return true;
        } catch (WakeupException e) {
            throw e;
        } catch (TopicPositions.Overtaken e) {
            LOG.infof("%s; its position is looked up again", e.getMessage());
        } catch (RuntimeException e) {
            String sentence = TopicProblem.sentence(e);
            status.problem(partition.part.toString(), sentence);
            LOG.warnf("%s waits: %s", partition.part, sentence);
            LOG.debug("Because", e);
        }
        partition.failed(System.nanoTime());
        return false;
    }

    private void measure() {
        if (System.nanoTime() - measured < MEASURED_EVERY.toNanos()) {
            return;
        }
        measured = System.nanoTime();
        topic.checkThatItIsTheSame();
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end :
                consumer.endOffsets(open.keySet(), PATIENCE).entrySet()) {
            OpenPartition partition = open.get(end.getKey());
            if (partition != null && partition.isPlaced()) {
                behind += Math.max(0, end.getValue() - partition.next());
            }
        }
        status.measured(behind, open.size());
        status.well(TOPIC);
    }

    /** Called while polling. Where a partition begins is looked up later: the database may not be there. */
    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition key : partitions) {
                open.put(key, new OpenPartition(topic.part(key.partition()), System.nanoTime()));
                // Any position will do: none at all would be an error, and a paused partition is not read.
                consumer.seek(key, 0);
            }
            consumer.pause(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            List<TopicPartition> gone = List.copyOf(partitions);
            gone.forEach(key -> status.well(topic.part(key.partition()).toString()));
            open.keySet().removeAll(gone);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }
    }
}
