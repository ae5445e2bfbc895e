package org.tipstaff.hold;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Metrics {@code tipstaff_holds_open}, snapshots that are kept, and {@code tipstaff_holds_pending}, being made. */
@ApplicationScoped
class HoldMetrics {
    private final HoldTable table;

    HoldMetrics(HoldTable table) {
        this.table = table;
    }

    void start(@Observes StartupEvent event, MeterRegistry metrics) {
        metrics.gauge("tipstaff.holds.open", this, holds -> holds.table.number(HoldState.HELD));
        metrics.gauge("tipstaff.holds.pending", this, holds -> holds.table.number(HoldState.PENDING, HoldState.FAILED));
    }
}
