package org.tipstaff.hold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.Retention;
import org.tipstaff.invitation.TimeRange;

/** Coverage as JSON (RFC 8259), instants and durations in ISO 8601. It names days and logs, never a handle. */
final class CoverageJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CoverageJson() {}

    static String write(Coverage coverage) {
        ObjectNode root = JSON.createObjectNode();
        root.put("asOf", coverage.asOf().toString());
        range(root.putObject("asked"), coverage.asked());
        ObjectNode retention = root.putObject("retention");
        coverage.retention()
                .forEach((log, value) -> retention
                        .putObject(log.name())
                        .put("value", value.value().toString())
                        .put("effectiveFrom", value.effectiveFrom().toString()));
        ObjectNode cutoff = root.putObject("cutoff");
        coverage.cutoff().forEach((log, instant) -> cutoff.put(log.name(), instant.toString()));
        ArrayNode days = root.putArray("daysHeld");
        coverage.daysHeld().forEach(day -> days.add(day.toString()));
        ArrayNode gaps = root.putArray("gaps");
        coverage.gaps().forEach(gap -> range(gaps.addObject(), gap));
        return root.toString();
    }

    private static void range(ObjectNode into, TimeRange range) {
        into.put("from", range.from().toString()).put("to", range.to().toString());
    }

    static Coverage read(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            Map<LogKind, Retention> retention = new EnumMap<>(LogKind.class);
            Map<LogKind, Instant> cutoff = new EnumMap<>(LogKind.class);
            for (LogKind log : LogKind.values()) {
                JsonNode value = root.path("retention").path(log.name());
                if (value.isObject()) {
                    Duration kept = Duration.parse(value.path("value").asText());
                    retention.put(log, new Retention(log, kept, instant(value.path("effectiveFrom"))));
                }
                if (root.path("cutoff").hasNonNull(log.name())) {
                    cutoff.put(log, instant(root.path("cutoff").path(log.name())));
                }
            }
            List<LocalDate> days = new ArrayList<>();
            root.path("daysHeld").forEach(day -> days.add(LocalDate.parse(day.asText())));
            List<TimeRange> gaps = new ArrayList<>();
            root.path("gaps").forEach(gap -> gaps.add(range(gap)));
            return new Coverage(range(root.path("asked")), instant(root.path("asOf")), retention, cutoff, days, gaps);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The coverage of a hold is not readable", e);
        }
    }

    private static TimeRange range(JsonNode node) {
        return new TimeRange(instant(node.path("from")), instant(node.path("to")));
    }

    private static Instant instant(JsonNode node) {
        return Instant.parse(node.asText());
    }
}
