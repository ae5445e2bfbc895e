package org.tipstaff.journey;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Records for a topic, most of them good, and the books on what must become of each. A good row is known by its
 * microsecond: no two have the same.
 */
final class TopicFilling implements AutoCloseable {
    static final String HANDLE = "+12025550186";
    private static final int PARTITIONS = 3;
    /** In turn, so that every reason for which a record is no row comes up. */
    private static final List<String> BAD = List.of(
            "",
            "{",
            "[]",
            "{\"log\":\"CAPABILITY_QUERY\"}",
            "{\"log\":\"CAPABILITY_QUERY\",\"handle\":\"" + HANDLE + "\"}",
            "{\"log\":\"NONE\",\"sourceHandle\":\"" + HANDLE + "\"}",
            "{\"service\":\"" + "x".repeat(17_000) + "\"}");

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final Instant now;
    private final Instant first;
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong expired = new AtomicLong();
    private final AtomicLong early = new AtomicLong();
    private final AtomicLong microseconds = new AtomicLong();
    /** "partition offset" of each record that is no row. */
    private final Set<String> rejected = new ConcurrentSkipListSet<>();

    private final Map<String, Exception> failures = new ConcurrentHashMap<>();
    private int number;

    TopicFilling(String servers, String topic, Instant now) {
        this.topic = topic;
        this.now = now;
        this.first = now.minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.SECONDS);
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", servers, "linger.ms", 20, "enable.idempotence", true));
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends more records and waits until Kafka has them. */
    void send(int records) {
        for (int i = 0; i < records; i++) {
            sendOne(number++);
        }
        producer.flush();
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.toString());
        }
    }

    private void sendOne(int i) {
        boolean bad = i % 50 == 7;
        send(i, bad ? bad(i / 50) : line(at(i)).getBytes(StandardCharsets.UTF_8), bad);
    }

    private static byte @Nullable [] bad(int i) {
        int which = i % (BAD.size() + 1);
        return which == BAD.size() ? null : BAD.get(which).getBytes(StandardCharsets.UTF_8);
    }

    private Instant at(int i) {
        if (i % 200 == 3) {
            expired.incrementAndGet();
            return now.minus(Duration.ofDays(31)).truncatedTo(ChronoUnit.MICROS);
        }
        if (i % 200 == 4) {
            early.incrementAndGet();
            return now.plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MICROS);
        }
        accepted.incrementAndGet();
        microseconds.addAndGet(i);
        return first.plus(i, ChronoUnit.MICROS);
    }

    private static String line(Instant at) {
        return """
                {"log":"CAPABILITY_QUERY","occurredAt":"%s","sourceHandle":"%s","targetHandle":"+12025550177","clientIp":"192.0.2.7","service":"facetime","lookupDevices":2,"userAgent":"none"}""".formatted(at, HANDLE);
    }

    private void send(int i, byte @Nullable [] value, boolean bad) {
        producer.send(new ProducerRecord<>(topic, i % PARTITIONS, null, value), (sent, failure) -> {
            if (failure != null) {
                failures.put(Integer.toString(i), failure);
            } else if (bad) {
                rejected.add(sent.partition() + " " + sent.offset());
            }
        });
    }

    int sent() {
        return number;
    }

    long accepted() {
        return accepted.get();
    }

    long expired() {
        return expired.get();
    }

    long early() {
        return early.get();
    }

    Set<String> rejected() {
        return Objects.requireNonNull(rejected);
    }

    /** Microsecond of the first good row, and the sum of the distances of all of them from it. */
    Instant first() {
        return first;
    }

    long microseconds() {
        return microseconds.get();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
