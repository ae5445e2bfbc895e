package org.tipstaff.document.isolation;

import java.time.Duration;

/**
 * What one inspection may use.
 *
 * @param heapMegabytes of the child's Java heap
 * @param cpu processor time, whole seconds
 * @param wallClock after which the child is killed
 */
public record InspectionLimits(int heapMegabytes, Duration cpu, Duration wallClock) {
    public static final InspectionLimits DEFAULT =
            new InspectionLimits(256, Duration.ofSeconds(60), Duration.ofSeconds(90));

    public InspectionLimits {
        if (heapMegabytes < 32 || cpu.toSeconds() < 1 || wallClock.isNegative() || wallClock.isZero()) {
            throw new IllegalArgumentException("An inspection needs at least 32 MB and one second");
        }
    }
}
