package org.tipstaff.hold.snapshot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;

/** Counts rows under narrower terms from the counts by item and day, where those suffice. */
public final class GrantedCount {
    private GrantedCount() {}

    /**
     * @return nothing where the granted range begins or ends inside a day that has rows: then only the rows themselves
     *     can tell
     */
    public static OptionalLong of(List<HoldCount> counts, Terms filed, Terms granted) {
        List<Terms.Item> items = filed.items();
        long rows = 0;
        for (HoldCount count : counts) {
            Terms.Item item = items.get(count.item() - 1);
            if (!granted.handles().contains(item.handle()) || !granted.logs().contains(item.log())) {
                continue;
            }
            Instant from = later(start(count, 0), filed.range().from());
            Instant to = earlier(start(count, 1), filed.range().to());
            if (granted.range().covers(new TimeRange(from, to))) {
                rows += count.rows();
            } else if (from.isBefore(granted.range().to())
                    && granted.range().from().isBefore(to)) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(rows);
    }

    private static Instant start(HoldCount count, int daysLater) {
        return count.day().plusDays(daysLater).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
