package org.tipstaff.invitation;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Several look-ups for the same. */
final class Sample {
    private final List<Look> looks = new ArrayList<>();

    /** One look-up: rows, milliseconds to the first and to the last. */
    record Look(long rows, double first, double all) {
        static Look at(InvitationLog log, Search search, Instant asOf) throws IOException {
            long began = System.nanoTime();
            long[] seen = new long[2];
            log.read(search, asOf, row -> {
                if (seen[0]++ == 0) {
                    seen[1] = System.nanoTime();
                }
            });
            return new Look(seen[0], (seen[1] - began) / 1e6, (System.nanoTime() - began) / 1e6);
        }

        /** Of a peer that says only how long it took. */
        static Look of(double milliseconds) {
            return new Look(0, milliseconds, milliseconds);
        }
    }

    void add(Look look) {
        looks.add(look);
    }

    long rows() {
        return looks.isEmpty() ? 0 : looks.get(0).rows();
    }

    /** Milliseconds; nearest rank. */
    double p(int percent) {
        return rank(Look::all, percent);
    }

    double first(int percent) {
        return rank(Look::first, percent);
    }

    private double rank(ToDoubleFunction<Look> of, int percent) {
        double[] sorted = looks.stream().mapToDouble(of).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
