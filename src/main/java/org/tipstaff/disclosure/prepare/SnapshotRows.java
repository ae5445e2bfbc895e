package org.tipstaff.disclosure.prepare;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tipstaff.disclosure.RowSource;
import org.tipstaff.disclosure.WritingProgress;
import org.tipstaff.hold.Holds;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.review.ApprovedRequest;

/**
 * The rows of a snapshot under the granted terms, item by item. The snapshot is ordered by time, so it is read once for
 * every group of items that fits into memory; an item larger than a group is passed on as it is read.
 */
final class SnapshotRows implements RowSource {
    private static final long GROUP = 50_000;

    private final Holds holds;
    private final ApprovedRequest approved;
    private final WritingProgress.Watch watch;

    /** @param watch is told of every row */
    SnapshotRows(Holds holds, ApprovedRequest approved, WritingProgress.Watch watch) {
        this.holds = holds;
        this.approved = approved;
        this.watch = watch;
    }

    @Override
    public void forEach(RowVisitor to) throws IOException {
        Map<Integer, Long> sizes = new HashMap<>();
        read((item, row) -> sizes.merge(item.number(), 1L, Long::sum));
        watch.begins(sizes.values().stream().mapToLong(Long::longValue).sum());
        RowVisitor visitor = (row, item) -> {
            to.row(row, item);
            watch.row();
        };
        List<Terms.Item> group = new ArrayList<>();
        long rows = 0;
        for (Terms.Item item : approved.granted().items()) {
            long size = sizes.getOrDefault(item.number(), 0L);
            if (!group.isEmpty() && rows + size > GROUP) {
                pass(group, visitor);
                group.clear();
                rows = 0;
            }
            if (size > 0) {
                group.add(item);
                rows += size;
            }
        }
        pass(group, visitor);
    }

    private void pass(List<Terms.Item> group, RowVisitor visitor) throws IOException {
        if (group.size() == 1) {
            int only = group.get(0).number();
            read((item, row) -> {
                if (item.number() == only) {
                    visitor.row(row, item);
                }
            });
            return;
        }
        Set<Integer> numbers = new HashSet<>();
        group.forEach(item -> numbers.add(item.number()));
        Map<Integer, List<LogRecord>> byItem = new HashMap<>();
        read((item, row) -> {
            if (numbers.contains(item.number())) {
                byItem.computeIfAbsent(item.number(), number -> new ArrayList<>())
                        .add(row);
            }
        });
        for (Terms.Item item : group) {
            for (LogRecord row : byItem.getOrDefault(item.number(), List.of())) {
                visitor.row(row, item);
            }
        }
    }

    private void read(org.tipstaff.hold.snapshot.RowReader reader) throws IOException {
        holds.open(approved.request().reference(), approved.request().terms(), approved.granted(), reader);
    }
}
