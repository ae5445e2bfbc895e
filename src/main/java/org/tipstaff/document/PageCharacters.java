package org.tipstaff.document;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The letters of a page in one row, each knowing the word it comes from. */
final class PageCharacters {
    /** What counts as a letter, and what separates. */
    enum Reading {
        /** Digits; spaces, dots, dashes, slashes and brackets between them do not count. */
        DIGITS,
        /** All but spaces; words on one line stay apart. */
        ADDRESS,
        /** All but spaces. */
        WORDS;

        /** The ends of lines can be meant in more than one way; each is tried. */
        List<Breaks> breaks() {
            return this == ADDRESS
                    ? List.of(Breaks.HYPHEN_DROPPED, Breaks.GOES_ON, Breaks.ENDS)
                    : List.of(Breaks.HYPHEN_DROPPED, Breaks.GOES_ON);
        }
    }

    /** What the end of a line means for the word at it. */
    enum Breaks {
        /** It goes on in the next line, and a hyphen there only breaks it. */
        HYPHEN_DROPPED,
        /** It goes on in the next line, a hyphen being its own. */
        GOES_ON,
        /** It ends there; the next line begins another, as in a list. */
        ENDS
    }

    /** Stands between words that must not be read as one. */
    private static final char BARRIER = '\u0000';

    private final List<Word> words;
    private final Reading reading;
    private final StringBuilder row = new StringBuilder();
    private final List<Integer> origins = new ArrayList<>();

    PageCharacters(List<Word> words, Reading reading, Breaks meaning) {
        this.words = words;
        this.reading = reading;
        for (int i = 0; i < words.size(); i++) {
            String text = plain(words.get(i).text());
            boolean breaks = i + 1 < words.size() && isLineBreak(words.get(i), words.get(i + 1));
            if (meaning == Breaks.HYPHEN_DROPPED && breaks && text.length() > 1 && text.endsWith("-")) {
                text = text.substring(0, text.length() - 1);
                append(text, i);
                continue;
            }
            append(text, i);
            if (reading == Reading.ADDRESS
                    && !(breaks && goesOn(text, plain(words.get(i + 1).text()), meaning))) {
                add(BARRIER, i);
            }
        }
    }

    /** Lower case, all dashes as one, no spaces, no soft hyphens, ligatures resolved. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("[\\p{Pd}\u2212]", "-")
                .replaceAll("[\\s\\p{Z}\\p{Cf}]", "")
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isLineBreak(Word word, Word next) {
        return next.y() > word.y() + word.height() / 2;
    }

    /** An address is broken at its punctuation or after its {@code @}; else two lines make a third person's address. */
    private static boolean mayGoOn(String text, String next) {
        return !text.isEmpty()
                && !next.isEmpty()
                && (text.indexOf('@') >= 0
                        || "._+".indexOf(text.charAt(text.length() - 1)) >= 0
                        || "@.".indexOf(next.charAt(0)) >= 0);
    }

    /** A dot or an {@code @} that begins a line belongs to what stands before it, whatever the break is taken for. */
    private static boolean goesOn(String text, String next, Breaks meaning) {
        return meaning == Breaks.ENDS ? !next.isEmpty() && "@.".indexOf(next.charAt(0)) >= 0 : mayGoOn(text, next);
    }

    private void append(String text, int origin) {
        for (char c : text.toCharArray()) {
            if (reading != Reading.DIGITS || "-.()/[]".indexOf(c) < 0) {
                add(c, origin);
            }
        }
    }

    private void add(char c, int origin) {
        row.append(c);
        origins.add(origin);
    }

    /** The words of every place where the needle stands by itself. */
    Set<List<Word>> places(String needle) {
        Set<List<Word>> places = new LinkedHashSet<>();
        for (int at = row.indexOf(needle); at >= 0; at = row.indexOf(needle, at + 1)) {
            int end = at + needle.length();
            if (!goesOnBefore(at) && !goesOnAfter(end)) {
                places.add(words.subList(origins.get(at), origins.get(end - 1) + 1).stream()
                        .filter(word -> !word.text().isBlank())
                        .toList());
            }
        }
        return places;
    }

    private boolean goesOnBefore(int at) {
        if (at == 0) {
            return false;
        }
        char before = row.charAt(at - 1);
        boolean sameWord = origins.get(at - 1).equals(origins.get(at));
        return switch (reading) {
            case DIGITS -> before != '+' && sameWord && isDigit(before) || isForeign(at);
            case ADDRESS -> sameWord && (Character.isLetterOrDigit(before) || "._%+-".indexOf(before) >= 0);
            case WORDS -> sameWord && Character.isLetterOrDigit(before);
        };
    }

    /** Whether the word before is a country code, so that this is another country's number. */
    private boolean isForeign(int at) {
        int start = at - 1;
        while (start > 0 && isDigit(row.charAt(start)) && at - start <= 4) {
            start--;
        }
        return row.charAt(start) == '+' && start < at - 1;
    }

    private boolean goesOnAfter(int end) {
        if (end >= row.length()) {
            return false;
        }
        char after = row.charAt(end);
        boolean sameWord = origins.get(end - 1).equals(origins.get(end));
        return switch (reading) {
            case DIGITS -> sameWord && isDigit(after);
            case ADDRESS -> Character.isLetterOrDigit(after) || after == '-' || after == '.' && letterFollows(end + 1);
            case WORDS -> sameWord && Character.isLetterOrDigit(after);
        };
    }

    private boolean letterFollows(int at) {
        return at < row.length() && Character.isLetterOrDigit(row.charAt(at));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
