package org.tipstaff.hold.snapshot;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** Counts rows by item and UTC day while they are sealed. */
public final class HoldTally {
    private record Cell(int item, LocalDate day) {}

    private final Map<Cell, Long> cells = new HashMap<>();
    private long rows;

    /** @return rows so far */
    public long add(Terms.Item item, LogRecord row) {
        LocalDate day = LocalDate.ofInstant(row.occurredAt(), ZoneOffset.UTC);
        cells.merge(new Cell(item.number(), day), 1L, Long::sum);
        return ++rows;
    }

    public long rows() {
        return rows;
    }

    public List<HoldCount> counts() {
        return cells.entrySet().stream()
                .map(cell -> new HoldCount(cell.getKey().item(), cell.getKey().day(), cell.getValue()))
                .sorted(Comparator.comparingInt(HoldCount::item).thenComparing(HoldCount::day))
                .toList();
    }
}
