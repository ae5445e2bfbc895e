package org.tipstaff.invitation.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;

/**
 * Metrics of the log: {@code tipstaff_log_days}, {@code _rows}, {@code _bytes}, {@code _keys}, {@code _pins}, and {@code
 * tipstaff_retention_age_seconds}, the time since a retention run ended well (not a number before the first). The only
 * label is the name of a log.
 */
@ApplicationScoped
class LogMetrics {
    /** One look at the log serves all gauges of a scrape. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final LogStates states;
    private @Nullable LogState last;
    private long readAt;

    LogMetrics(LogStates states) {
        this.states = states;
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        gauge(metrics, "tipstaff.log.days", state -> state.filled().size());
        gauge(metrics, "tipstaff.log.bytes", LogState::bytes);
        gauge(metrics, "tipstaff.log.keys", LogState::keys);
        gauge(metrics, "tipstaff.log.pins", state -> state.pins().number());
        gauge(metrics, "tipstaff.retention.age.seconds", LogMetrics::age);
        for (LogKind log : LogKind.values()) {
            Gauge.builder("tipstaff.log.rows", this, mine -> mine.state().rows(log))
                    .tag("log", log.name())
                    .register(metrics);
        }
    }

    private void gauge(MeterRegistry metrics, String name, ToDoubleFunction<LogState> value) {
        Gauge.builder(name, this, mine -> value.applyAsDouble(mine.state())).register(metrics);
    }

    private static double age(LogState state) {
        Instant good = state.runs().lastGood();
        return good == null ? Double.NaN : Duration.between(good, state.at()).toSeconds();
    }

    private synchronized LogState state() {
        LogState known = last;
        if (known == null || System.nanoTime() - readAt > KEPT.toNanos()) {
            known = states.now();
            last = known;
            readAt = System.nanoTime();
        }
        return known;
    }
}
