package org.tipstaff.document;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds a handle, a court or a docket number on the pages of an order, however it is spaced, broken or punctuated. A
 * hit is a hint with a place to look at, never proof.
 */
public final class TextFinder {
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final List<PageText> pages;

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
            return find(Letters.Reading.DIGITS, phoneForms(normalizedNeedle));
        }
        Letters.Reading reading = normalizedNeedle.indexOf('@') > 0 ? Letters.Reading.ADDRESS : Letters.Reading.WORDS;
        return find(reading, Set.of(Letters.plain(normalizedNeedle)));
    }

    private List<Found> find(Letters.Reading reading, Set<String> needles) {
        List<Found> found = new ArrayList<>();
        for (PageText page : pages) {
            Set<List<Word>> places = new LinkedHashSet<>();
            for (boolean joining : new boolean[] {true, false}) {
                Letters letters = new Letters(page.words(), reading, joining);
                needles.forEach(needle -> places.addAll(letters.places(needle)));
            }
            places.forEach(boxes -> found.add(new Found(page.page(), boxes)));
        }
        return found;
    }

    /** With the country code, and as the number is written inside its country, with and without the trunk prefix. */
    private static Set<String> phoneForms(String e164) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(e164.substring(1));
        try {
            PhoneNumberUtil util = PhoneNumberUtil.getInstance();
            PhoneNumber number = util.parse(e164, null);
            forms.add(util.getNationalSignificantNumber(number));
            forms.add(util.format(number, PhoneNumberFormat.NATIONAL).replaceAll("[^0-9]", ""));
        } catch (NumberParseException e) {
            return forms; // no country has it: only the full form can be meant
        }
        return forms;
    }
}
