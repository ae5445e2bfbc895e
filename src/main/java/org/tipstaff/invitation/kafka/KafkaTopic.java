package org.tipstaff.invitation.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The topic as Kafka knows it, and how it is read. */
final class KafkaTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Properties properties;
    private final String name;
    private final Admin admin;
    private final String id;

    private KafkaTopic(Properties properties, String name) {
        this.properties = properties;
        this.name = name;
        this.admin = admin(properties);
        try {
            this.id = currentId();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @throws RuntimeException where Kafka does not answer, refuses, or has no such topic */
    static KafkaTopic open(KafkaSettings settings) {
        return new KafkaTopic(
                properties(settings),
                settings.topic().orElseThrow(() -> new IllegalStateException("tipstaff.log.kafka.topic is missing")));
    }

    private static Admin admin(Properties properties) {
        try {
            return Admin.create(properties);
        } catch (KafkaException e) {
            throw new IllegalStateException(
                    "Kafka's client cannot be made of tipstaff.log.kafka.client-properties; a store, a password or a"
                            + " name in it is wrong",
                    e);
        }
    }

    private static Properties properties(KafkaSettings settings) {
        Properties properties = new Properties();
        // One second at most, or a quarter of a megabyte: a batch costs three commits, however small it is.
        properties.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 18);
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.clientProperties().ifPresent(file -> load(properties, file));
        properties.put(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers().orElseThrow());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        // Where a partition begins is the database's to say, and Kafka must not guess where it says nothing.
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return properties;
    }

    private static void load(Properties properties, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new IllegalStateException("tipstaff.log.kafka.client-properties cannot be read", e);
        }
        // Any certificate of the same authority would do without it, and Kafka takes an empty value for "no".
        if (!properties
                .getOrDefault(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "https")
                .equals("https")) {
            throw new IllegalStateException("tipstaff.log.kafka.client-properties must leave "
                    + SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG + " at https");
        }
    }

    Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    String name() {
        return name;
    }

    TopicPart part(int number) {
        return new TopicPart(id, name, number);
    }

    /** @throws RuntimeException where the topic was made anew, or Kafka does not answer */
    void checkThatItIsTheSame() {
        if (!id.equals(currentId())) {
            throw new IllegalStateException("The topic was made anew");
        }
    }

    private String currentId() {
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(List.of(name)).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return Objects.requireNonNull(found.get(name), name).topicId().toString();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("Kafka does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
