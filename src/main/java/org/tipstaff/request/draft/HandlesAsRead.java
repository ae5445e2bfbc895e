package org.tipstaff.request.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.tipstaff.invitation.Handle;

/**
 * How the portal reads each handle that was typed, for the officer to see before anything is filed.
 *
 * @param lines each handle once, in the order in which they were typed
 * @param duplicates how many were there before, in this spelling or another
 */
public record HandlesAsRead(List<Line> lines, int duplicates) {
    /**
     * @param written as it will stand in the terms, or as typed where it cannot be read
     * @param kind what it is; empty where it cannot be read
     * @param readable the same as a person reads it, where that differs
     * @param typed as typed, where that differs from how it is written
     */
    record Line(String written, String kind, String readable, String typed) {
        public boolean isRead() {
            return !kind.isEmpty();
        }
    }

    public static HandlesAsRead of(List<String> typed) {
        List<Line> lines = new ArrayList<>();
        Set<Handle> known = new TreeSet<>();
        int duplicates = 0;
        for (String one : typed) {
            try {
                Handle handle = Handle.parse(one);
                if (known.add(handle)) {
                    String written = handle.written();
                    lines.add(new Line(
                            written,
                            handle.kind().title(),
                            handle.readable().filter(text -> !text.equals(one)).orElse(""),
                            one.equals(written) ? "" : one));
                } else {
                    duplicates++;
                }
            } catch (Handle.Unreadable e) {
                lines.add(new Line(one, "", "", ""));
            }
        }
        return new HandlesAsRead(List.copyOf(lines), duplicates);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** What became of repeats; empty where there are none. */
    public String repeats() {
        return switch (duplicates) {
            case 0 -> "";
            case 1 -> "1 duplicate taken once";
            default -> duplicates + " duplicates taken once";
        };
    }

    @Override
    public String toString() {
        return lines.size() + " handles as read";
    }
}
