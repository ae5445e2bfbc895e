package org.tipstaff.invitation;

import java.util.Set;

/**
 * What to look for in the invitation log.
 *
 * @param handles 1 to 300
 * @param logs at least one
 */
public record Search(Set<Handle> handles, Set<LogKind> logs, Direction direction, TimeRange range) {
    public static final int MAX_HANDLES = 300;

    public Search {
        handles = Set.copyOf(handles);
        logs = Set.copyOf(logs);
        if (handles.isEmpty() || handles.size() > MAX_HANDLES || logs.isEmpty()) {
            throw new IllegalArgumentException("A search names 1 to 300 handles and at least one log");
        }
    }

    @Override
    public String toString() {
        return "search of " + logs + " for " + handles.size() + " handles";
    }
}
