package org.tipstaff.process;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of an order, made comparable: what a typist, a line break or a typeface changes does not matter, what a
 * reader would call another word does.
 */
final class OrderText {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    /** Far more than any order has; a document that is longer was not written to be read. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private static final Pattern LINE_NUMBER = Pattern.compile("[ \\t]*([0-9]{1,2})(?:[ \\t]+|$)");
    /** A list of that many paragraphs, each in one line, is no order. */
    private static final int LEAST_NUMBERED = 15;

    private static final Set<String> TITLES = Set.of(
            "hon", "honorable", "the", "judge", "justice", "magistrate", "chief", "united", "states", "us", "jr", "sr");
    /** Words of a court's name that a caption may leave out or put differently. */
    private static final Set<String> SMALL_WORDS = Set.of("of", "the", "for", "in", "and", "state", "court", "courts");

    private final String lines;
    private final String words;
    private final String joined;

    OrderText(List<String> pages) {
        String all = String.join(
                "\n", pages.stream().map(OrderText::withoutLineNumbers).toList());
        String text = Normalizer.normalize(
                        all.substring(0, Math.min(all.length(), MOST_CHARACTERS)), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'');
        // One blank or one line break for each run of them: else a page of line breaks makes every search quadratic.
        text = BLANKS.matcher(text).replaceAll(run -> run.group().indexOf('\n') >= 0 ? "\n" : " ");
        lines = text;
        words = " " + text.replaceAll("[^\\p{L}\\p{N}]+", " ").strip() + " ";
        joined = text.replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    /**
     * Pleading paper numbers the lines of each page in the margin (California Rules of Court, rule 2.108). These numbers
     * are no words of the order: left in, they part a phrase wherever it goes on in the next line.
     */
    private static String withoutLineNumbers(String page) {
        String[] text = page.split("\n", -1);
        int next = 1;
        for (int i = 0; i < text.length; i++) {
            Matcher number = LINE_NUMBER.matcher(text[i]);
            if (number.lookingAt() && Integer.parseInt(number.group(1)) == next) {
                text[i] = text[i].substring(number.end());
                next++;
            }
        }
        return next > LEAST_NUMBERED ? String.join("\n", text) : page;
    }

    boolean isEmpty() {
        return joined.isEmpty();
    }

    /** Whether a pattern occurs; the text is in lower case, any run of white space can be a line break. */
    boolean has(Pattern pattern) {
        return pattern.matcher(lines).find();
    }

    /** Every place where a pattern occurs. */
    Stream<MatchResult> matches(Pattern pattern) {
        return pattern.matcher(lines).results();
    }

    /** Whether the letters and digits of a number stand there in one run, whatever is between them. */
    boolean hasNumber(String number) {
        String squeezed = Normalizer.normalize(number, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "");
        return !squeezed.isEmpty() && joined.contains(squeezed);
    }

    /** Whether a person's name stands there: every part of it that is more than an initial, the parts close together. */
    boolean hasPerson(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : split(name)) {
            if (part.length() > 1 && !TITLES.contains(part)) {
                parts.add(Pattern.quote(part));
            }
        }
        if (parts.isEmpty()) {
            return false;
        }
        // Between two parts a middle name or an initial may stand.
        String near = " " + String.join("(?: [\\p{L}]+)? ", parts) + " ";
        return Pattern.compile(near).matcher(words).find();
    }

    /** Whether a court is named as in a caption. */
    boolean hasCourt(Court court) {
        if (court.level() == Court.Level.FEDERAL_DISTRICT) {
            String district = " " + String.join(" ", split(court.name())) + " ";
            int at = Math.max(district.lastIndexOf(" for the "), district.lastIndexOf(" of the "));
            String place = at < 0 ? district : district.substring(district.indexOf("the ", at) + 3);
            return words.contains(" district court ") && words.contains(place);
        }
        for (String word : split(court.name())) {
            boolean plural = word.endsWith("s") && words.contains(" " + word.substring(0, word.length() - 1) + " ");
            if (!SMALL_WORDS.contains(word) && !plural && !words.contains(" " + word + " ")) {
                return false;
            }
        }
        return words.contains(" court ");
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}\\p{N}]+", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    @Override
    public String toString() {
        return "text of an order";
    }
}
