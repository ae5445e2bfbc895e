package org.tipstaff.demo;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Handle;

/**
 * Draws handles so that the handle of rank k comes up in proportion to 1/k (Zipf's law with exponent 1), by the inverse
 * of its continuous form.
 */
final class Ranks {
    private static final int REMEMBERED = 1 << 16;

    private final double count;
    private final @Nullable Handle[] remembered;

    /** @param count how many handles there are */
    Ranks(long count) {
        this.count = count + 1.0;
        this.remembered = new @Nullable Handle[(int) Math.min(REMEMBERED, count)];
    }

    Handle draw(SplittableRandom random) {
        long rank = (long) Math.pow(count, random.nextDouble()) - 1;
        if (rank >= remembered.length) {
            return DemoHandles.ofRank(rank);
        }
        Handle known = remembered[(int) rank];
        if (known == null) {
            known = DemoHandles.ofRank(rank);
            remembered[(int) rank] = known;
        }
        return known;
    }
}
