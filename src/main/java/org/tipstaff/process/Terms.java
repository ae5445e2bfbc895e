package org.tipstaff.process;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.TimeRange;

/**
 * What a process asks for: handles × logs × range of time. Safe harbour (18 U.S.C. § 2703(e)) covers a disclosure "in
 * accordance with the terms", so terms are stored as confirmed, and every produced row names the item that authorises
 * it.
 *
 * @param handles 1 to 300, sorted, no repeats
 * @param logs at least one
 * @param range half-open, UTC
 */
public record Terms(List<Handle> handles, Set<LogKind> logs, Direction direction, TimeRange range) {
    public Terms {
        handles = List.copyOf(new TreeSet<>(handles));
        if (handles.isEmpty() || handles.size() > Search.MAX_HANDLES) {
            throw new IllegalArgumentException("Terms name 1 to " + Search.MAX_HANDLES + " handles");
        }
        if (logs.isEmpty()) {
            throw new IllegalArgumentException("Terms name at least one log");
        }
        logs = java.util.Collections.unmodifiableSet(EnumSet.copyOf(logs));
        if (direction == Direction.BY_TARGET && !logs.stream().allMatch(LogKind::hasTarget)) {
            throw new IllegalArgumentException("The sign-in log has no target handle");
        }
    }

    /**
     * One handle in one log.
     *
     * @param number from 1, in the order of {@link Terms#items()}; printed as T1, T2, …
     */
    public record Item(int number, Handle handle, LogKind log) {
        public String label() {
            return "T" + number;
        }

        @Override
        public String toString() {
            return label();
        }
    }

    /** Every handle in every log, numbered: handle by handle, in each the logs in the order of {@link LogKind}. */
    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Handle handle : handles) {
            for (LogKind log : logs) {
                items.add(new Item(items.size() + 1, handle, log));
            }
        }
        return List.copyOf(items);
    }

    /** Whether a row may be produced under these terms. */
    public boolean allow(LogRecord row) {
        Handle handle = row.handle(direction);
        return handle != null
                && logs.contains(row.log())
                && range.contains(row.occurredAt())
                && handles.contains(handle);
    }

    /** Whether these terms ask for nothing that the other terms do not ask for. */
    public boolean within(Terms wider) {
        return direction == wider.direction
                && wider.handles.containsAll(handles)
                && wider.logs.containsAll(logs)
                && wider.range.covers(range);
    }

    /**
     * These terms with each handle in the spelling that it has in other terms, which may be of a time when it was spelled
     * otherwise: one person, one handle, however it was stored.
     */
    public Terms spelledAs(Terms stored) {
        List<Handle> spelled = new ArrayList<>();
        for (Handle handle : handles) {
            List<Handle> same = stored.handles.stream()
                    .filter(other -> other.equals(handle) || other.today().equals(handle))
                    .toList();
            spelled.addAll(same.isEmpty() ? List.of(handle) : same);
        }
        return new Terms(spelled, logs, direction, range);
    }

    public Search toSearch() {
        return new Search(Set.copyOf(handles), logs, direction, range);
    }

    @Override
    public String toString() {
        return handles.size() + " handles in " + logs;
    }
}
