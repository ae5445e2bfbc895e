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
     * The courts whose id or name has every word of a text, competent ones and shorter names first; where there is none,
     * those that a printed caption names.
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
        return found.isEmpty() ? inCaption(text, most) : ranked(found, String.join(" ", words), most);
    }

    /**
     * The courts that a caption names as an order prints it, “SUPERIOR COURT OF THE STATE OF CALIFORNIA, COUNTY OF …”:
     * the one of whose name the caption has most first. By the same test as the check of the order's own caption.
     */
    private List<Court> inCaption(String text, int most) {
        OrderText caption = new OrderText(List.of(text));
        return byId.values().stream()
                .filter(caption::hasCourt)
                .sorted(Comparator.comparing((Court court) -> !court.level().isCompetent())
                        .thenComparing(court -> -words(court.name()).size())
                        .thenComparing(Court::level)
                        .thenComparing(Court::name))
                .limit(most)
                .toList();
    }

    private static List<Court> ranked(List<Court> found, String exact, int most) {
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
