package org.tipstaff.hold.snapshot;

import java.time.LocalDate;

/**
 * How many held rows an item of the filed terms has on a day.
 *
 * @param item number of the item, from 1, as in {@code Terms.items()}
 * @param day UTC
 * @param rows at least 1
 */
public record HoldCount(int item, LocalDate day, long rows) {
    public HoldCount {
        if (item < 1 || rows < 1) {
            throw new IllegalArgumentException("A count names an item and at least one row");
        }
    }
}
