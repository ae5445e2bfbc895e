package org.tipstaff.disclosure.contents;

import org.tipstaff.process.Terms;

/** How many rows each item of the granted terms has; and that rows come in the order that was promised. */
public final class RowCounts {
    private final long[] byItem;
    private int current;

    public RowCounts(Terms granted) {
        byItem = new long[granted.items().size() + 1];
    }

    /**
     * Counts a row.
     *
     * @return its running number in the disclosure, from 1
     * @throws IllegalStateException where a row's item comes before that of an earlier row
     */
    public long add(Terms.Item item) {
        if (item.number() < current) {
            throw new IllegalStateException("Rows come item by item, in the order of the items' numbers");
        }
        current = item.number();
        byItem[0]++;
        byItem[item.number()]++;
        return byItem[0];
    }

    public long total() {
        return byItem[0];
    }

    public long of(Terms.Item item) {
        return byItem[item.number()];
    }

    /** The number of an item's first row, once all are counted. */
    public long firstOf(Terms.Item item) {
        long first = 1;
        for (int number = 1; number < item.number(); number++) {
            first += byItem[number];
        }
        return first;
    }
}
