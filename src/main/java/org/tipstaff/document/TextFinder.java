package org.tipstaff.document;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds a handle, a court or a docket number on the pages of an order, however it is spaced, broken or punctuated. The
 * only matcher of handles: what a check says is on the order and what a page marks on it MUST be the same. A hit is a
 * hint with a place to look at, never proof.
 */
public final class TextFinder {
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final List<PageText> pages;
    private final Map<Row, List<PageCharacters>> rows = new HashMap<>();

    private record Row(int page, PageCharacters.Reading reading) {}

    public TextFinder(List<PageText> pages) {
        this.pages = List.copyOf(pages);
    }

    /**
     * Where it stands, page by page.
     *
     * @param normalizedNeedle a phone number as E.164 ({@code +12025550123}), an e-mail address, or any other words,
     *     whose case and spaces do not matter
     * @throws IllegalArgumentException for a blank needle
     */
    public List<Found> find(String normalizedNeedle) {
        if (normalizedNeedle.isBlank()) {
            throw new IllegalArgumentException("Nothing to find");
        }
        if (PHONE.matcher(normalizedNeedle).matches()) {
            return find(PageCharacters.Reading.DIGITS, phoneForms(normalizedNeedle));
        }
        PageCharacters.Reading reading =
                normalizedNeedle.indexOf('@') > 0 ? PageCharacters.Reading.ADDRESS : PageCharacters.Reading.WORDS;
        return find(reading, Set.of(PageCharacters.plain(normalizedNeedle)));
    }

    /** Where any of the spellings of one thing stands; a place once. */
    public List<Found> findAny(Collection<String> spellings) {
        return spellings.stream()
                .flatMap(spelling -> find(spelling).stream())
                .distinct()
                .toList();
    }

    private List<Found> find(PageCharacters.Reading reading, Set<String> needles) {
        List<Found> found = new ArrayList<>();
        for (PageText page : pages) {
            Set<List<Word>> places = new LinkedHashSet<>();
            for (PageCharacters letters : letters(page, reading)) {
                needles.forEach(needle -> places.addAll(letters.places(needle)));
            }
            places.forEach(boxes -> found.add(new Found(page.page(), boxes)));
        }
        return found;
    }

    /** Each way to read a page is made once: an order can name hundreds of handles. */
    private List<PageCharacters> letters(PageText page, PageCharacters.Reading reading) {
        return rows.computeIfAbsent(
                new Row(page.page(), reading),
                row -> reading.breaks().stream()
                        .map(breaks -> new PageCharacters(page.words(), reading, breaks))
                        .toList());
    }

    /**
     * With the country code and, inside North America, where it is commonly left out, without it. Elsewhere a number
     * without its country code is another number.
     */
    private static Set<String> phoneForms(String e164) {
        String digits = e164.substring(1);
        return digits.length() == 11 && digits.startsWith("1") ? Set.of(digits, digits.substring(1)) : Set.of(digits);
    }
}
