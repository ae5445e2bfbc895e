package org.tipstaff.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The courts that the portal knows: {@code config/courts.json}. */
public final class Courts {
    private final Map<String, Court> byId;

    /** Takes the courts in the order in which they are to be listed; an id given twice is an error. */
    public Courts(Collection<Court> courts) {
        Map<String, Court> map = new LinkedHashMap<>();
        for (Court court : courts) {
            if (map.put(court.id(), court) != null) {
                throw new IllegalArgumentException("The court " + court.id() + " is listed twice");
            }
        }
        byId = map;
    }

    public Optional<Court> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<Court> all() {
        return List.copyOf(byId.values());
    }

    /**
     * The courts whose id or name has every word of a text, competent ones and shorter names first.
     *
     * @param text as typed; an empty text finds nothing
     * @param most how many to answer at most
     */
    public List<Court> search(String text, int most) {
        List<String> words = words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        List<Court> found = new ArrayList<>();
        for (Court court : byId.values()) {
            String name = " " + String.join(" ", words(court.name())) + " " + court.id();
            if (words.stream().allMatch(word -> name.contains(" " + word))) {
                found.add(court);
            }
        }
        String exact = String.join(" ", words);
        found.sort(Comparator.comparing((Court court) -> !court.id().equals(exact))
                .thenComparing(court -> !court.level().isCompetent())
                .thenComparing(Court::level)
                .thenComparing(court -> court.name().length())
                .thenComparing(Court::name));
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
