package org.tipstaff.request;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;

/**
 * Why parts of what was asked are not granted, in words that will be published.
 *
 * @param rest for each part that has no reason of its own; may be empty
 * @param handles reasons of single handles
 * @param logs reasons of single logs
 * @param range of a shorter time; may be empty
 */
public record CutReasons(String rest, Map<Handle, String> handles, Map<LogKind, String> logs, String range) {
    public static final CutReasons NONE = all("");

    public CutReasons {
        rest = rest.strip();
        handles = Map.copyOf(handles);
        logs = Map.copyOf(logs);
        range = range.strip();
    }

    /** One reason for whatever is left out. */
    public static CutReasons all(String reason) {
        return new CutReasons(reason, Map.of(), Map.of(), "");
    }

    /** Empty where nobody gave one. */
    public String of(Handle handle) {
        return own(handles.getOrDefault(handle, ""));
    }

    public String of(LogKind log) {
        return own(logs.getOrDefault(log, ""));
    }

    public String ofRange() {
        return own(range);
    }

    /** The longest of them, for the limit that one reason has. */
    public String longest() {
        return Stream.of(Stream.of(rest, range), handles.values().stream(), logs.values().stream())
                .flatMap(each -> each)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private String own(String reason) {
        return reason.isBlank() ? rest : reason.strip();
    }

    @Override
    public String toString() {
        return "reasons";
    }
}
