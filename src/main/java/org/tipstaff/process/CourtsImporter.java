package org.tipstaff.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes {@code config/courts.json} from the JSON of courts-db (Free Law Project, BSD-2-Clause; notice in
 * {@code config/NOTICE}) and from {@code config/courts-added.json}, which holds courts in our own form that courts-db
 * lacks and wins over it.
 */
public final class CourtsImporter {
    /** Dissolved in 1907, and courts-db gives no end; a body above all districts that is no court. */
    private static final Set<String> NO_COURTS = Set.of("okd", "usdistct");

    private static final Set<String> MILITARY = Set.of("afcca", "acca", "nmcca", "uscgcoca", "armfor", "mc");
    private static final Set<String> FEDERAL_SPECIAL = Set.of("uscfc", "fisc", "fiscr", "cit", "cavc", "tax");
    private static final Set<String> APPEALS =
            Set.of("ca1", "ca2", "ca3", "ca4", "ca5", "ca6", "ca7", "ca8", "ca9", "ca10", "ca11", "cadc", "cafc");

    /** Trial courts of general criminal jurisdiction that courts-db gives no level, or too low a one. */
    private static final Set<String> GENERAL = Set.of(
            "illcirct",
            "indcirct",
            "indsuperct",
            "kycirct",
            "mesuperct",
            "masssuperct",
            "minndistct",
            "mtjdct",
            "njsuper",
            "nysupct",
            "nycountyct",
            "ohioctcompl",
            "pactcompl",
            "visuper",
            "washsuperct");

    /** Words of a name that courts-db gives the general level and that § 2711(3)(B) does not fit without a look. */
    private static final List<String> LIMITED_WORDS = List.of(
            "municipal",
            "justice",
            "county court",
            "special sessions",
            "orphan",
            "probate",
            "family",
            "juvenile",
            "review panel",
            "massachusetts district court",
            "city court");

    private CourtsImporter() {}

    /**
     * Reads and writes.
     *
     * @param arguments courts-db's {@code courts.json}, {@code config/courts-added.json}, the file to write
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("Usage: CourtsImporter <courts-db.json> <courts-added.json> <output>");
        }
        JsonMapper json = new JsonMapper();
        Map<String, Court> courts = new LinkedHashMap<>();
        for (Court court : fromCourtsDb(Path.of(arguments[0]))) {
            courts.put(court.id(), court);
        }
        for (Court court : json.readValue(Files.readString(Path.of(arguments[1])), Court[].class)) {
            courts.put(court.id(), court);
        }
        List<Court> sorted = new ArrayList<>(courts.values());
        sorted.sort(
                Comparator.comparing(Court::level).thenComparing(Court::state).thenComparing(Court::name));
        StringBuilder out = new StringBuilder("[\n");
        for (int i = 0; i < sorted.size(); i++) {
            Court court = sorted.get(i);
            Map<String, String> line = new LinkedHashMap<>();
            line.put("id", court.id());
            line.put("name", court.name());
            line.put("level", court.level().name());
            line.put("state", court.state());
            out.append(json.writeValueAsString(line)).append(i + 1 < sorted.size() ? ",\n" : "\n");
        }
        Files.writeString(Path.of(arguments[2]), out.append("]\n"));
    }

    /** The courts of courts-db that still sit and that process could come from. */
    static List<Court> fromCourtsDb(Path file) throws IOException {
        List<Court> courts = new ArrayList<>();
        for (JsonNode node : new JsonMapper().readTree(Files.readString(file))) {
            if (stillSits(node)) {
                level(node).ifPresent(level -> courts.add(court(node, level)));
            }
        }
        return courts;
    }

    private static Court court(JsonNode node, Court.Level level) {
        String name = node.path("name").asText().strip();
        String state = States.code(node.path("location").asText()).orElse("US");
        return switch (level) {
            case FEDERAL_DISTRICT ->
                new Court(id(node), districtName(name, node.path("location").asText()), level, state);
            case FEDERAL_APPEALS ->
                new Court(id(node), name.startsWith("United States") ? name : "United States " + name, level, "US");
            case MILITARY, FEDERAL_OTHER -> new Court(id(node), name.replace("U S ", "United States "), level, "US");
            case STATE_GENERAL, STATE_APPELLATE, LIMITED ->
                new Court(
                        id(node),
                        name.replace("Washingon", "Washington").replace("Coloardo", "Colorado"),
                        level,
                        state);
        };
    }

    private static String id(JsonNode node) {
        return node.path("id").asText().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** courts-db writes {@code District Court, N.D. Illinois}; a caption does not. */
    private static String districtName(String name, String location) {
        String state = location.equals("Washington D.C.") ? "Columbia" : location;
        String region = "";
        for (Map.Entry<String, String> part : Map.of(
                        "N.D.",
                        "Northern",
                        "S.D.",
                        "Southern",
                        "E.D.",
                        "Eastern",
                        "W.D.",
                        "Western",
                        "M.D.",
                        "Middle",
                        "C.D.",
                        "Central")
                .entrySet()) {
            if (name.contains(part.getKey())
                    || name.contains(part.getValue() + " District")
                    || name.endsWith(" " + part.getValue())) {
                region = part.getValue() + " ";
            }
        }
        if (location.equals("Guam") || location.equals("Virgin Islands")) {
            return "District Court of " + (location.equals("Guam") ? "Guam" : "the Virgin Islands");
        }
        if (location.equals("Northern Mariana Islands")) {
            return "United States District Court for the Northern Mariana Islands";
        }
        return "United States District Court for the " + region + "District of " + state;
    }

    private static boolean stillSits(JsonNode node) {
        if (NO_COURTS.contains(node.path("id").asText())) {
            return false;
        }
        JsonNode dates = node.path("dates");
        if (dates.isEmpty()) {
            return true;
        }
        for (JsonNode date : dates) {
            if (date.path("end").isNull() || date.path("end").isMissingNode()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Court.Level> level(JsonNode node) {
        return switch (node.path("system").asText()) {
            case "federal" -> federal(node);
            case "state" -> state(node);
            default -> Optional.empty();
        };
    }

    private static Optional<Court.Level> federal(JsonNode node) {
        String id = node.path("id").asText();
        if (node.path("type").asText().equals("trial")) {
            return Optional.of(Court.Level.FEDERAL_DISTRICT);
        }
        if (APPEALS.contains(id)) {
            return Optional.of(Court.Level.FEDERAL_APPEALS);
        }
        if (MILITARY.contains(id)) {
            return Optional.of(Court.Level.MILITARY);
        }
        return FEDERAL_SPECIAL.contains(id) ? Optional.of(Court.Level.FEDERAL_OTHER) : Optional.empty();
    }

    private static Optional<Court.Level> state(JsonNode node) {
        String id = node.path("id").asText();
        String type = node.path("type").asText("");
        String level = node.path("level").asText("");
        String name = node.path("name").asText().toLowerCase(Locale.ROOT);
        if (States.code(node.path("location").asText()).isEmpty() || !name.matches(".*\\b(courts?|division)\\b.*")) {
            return Optional.empty();
        }
        if (GENERAL.contains(id) || GENERAL.contains(node.path("parent").asText())) {
            return Optional.of(Court.Level.STATE_GENERAL);
        }
        if (type.equals("appellate")) {
            return Optional.of(Court.Level.STATE_APPELLATE);
        }
        boolean general = level.startsWith("gjc") && LIMITED_WORDS.stream().noneMatch(name::contains);
        boolean court = type.startsWith("trial") || type.isEmpty() || type.equals("null");
        if (!court) {
            return Optional.empty();
        }
        return Optional.of(general ? Court.Level.STATE_GENERAL : Court.Level.LIMITED);
    }
}
