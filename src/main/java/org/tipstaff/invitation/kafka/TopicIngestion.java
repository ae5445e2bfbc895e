package org.tipstaff.invitation.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the Kafka topic for as long as the application runs, where one is configured; else it starts nothing. */
@ApplicationScoped
class TopicIngestion {
    private static final Logger LOG = Logger.getLogger(TopicIngestion.class);
    private static final int PAUSE_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 10;
    private static final String TOPIC = "topic";

    private final KafkaSettings settings;
    private final TopicIngest ingest;
    private final TopicStatus status;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile @Nullable TopicReader reader;

    TopicIngestion(KafkaSettings settings, TopicIngest ingest, TopicStatus status) {
        this.settings = settings;
        this.ingest = ingest;
        this.status = status;
    }

    /** Late in the start: rows need their days, and the key store. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION + 900) StartupEvent event) {
        if (settings.bootstrapServers().isEmpty()) {
            return;
        }
        if (settings.topic().isEmpty()) {
            throw new IllegalStateException("Set tipstaff.log.kafka.topic beside tipstaff.log.kafka.bootstrap-servers");
        }
        status.begin();
        Thread started = new Thread(this::run, "log-topic");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        TopicReader running = reader;
        if (running != null) {
            running.wakeUp();
        }
        if (thread != null) {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0;
    }

    private void run() {
        try {
            while (isRunning()) {
                runOnce();
                stopping.await(PAUSE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (isRunning()) {
                status.problem(TOPIC, "Reading has ended; restart this copy of the application");
                LOG.error("Reading the Kafka topic has ended");
            }
        }
    }

    private void runOnce() {
        try (KafkaTopic topic = KafkaTopic.open(settings);
                TopicReader opened = new TopicReader(topic, ingest, status)) {
            reader = opened;
            opened.run(this::isRunning);
        } catch (RuntimeException e) {
            status.problem(TOPIC, TopicProblem.sentence(e));
            LOG.warnf("The Kafka topic is not read: %s", TopicProblem.sentence(e));
            LOG.debug("Because", e);
        } finally {
            reader = null;
        }
    }
}
