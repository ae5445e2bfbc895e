package org.tipstaff.invitation;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A handle as it was typed, pasted or exported, without what stands around it: blanks, brackets, quotation marks, the
 * punctuation of a sentence, characters that nobody sees, and the scheme of a link.
 *
 * @param scheme {@code tel}, {@code mailto} or empty
 * @param value what is left, in NFKC, so that wide letters and digits are plain ones
 */
record TypedText(String scheme, String value) {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private static final Pattern SCHEME = Pattern.compile("(?i)(tel|mailto):\\s*(.*)");
    /** Of a list; a number only before what is a handle without it. */
    private static final Pattern BULLET = Pattern.compile(
            "(?:[\u2022\u00B7*\u2013\u2014-]|[0-9]{1,3}[.)](?=\\s+(?:\\+|\\S+@|(?i:dsid|tel|mailto):)))\\s+(.*)");

    private static final Pattern ADDRESS_OF_A_NAME = Pattern.compile("([^@<>]*)<([^<>]*@[^<>]*)>");
    private static final Pattern FIVE_DIGITS = Pattern.compile("(?:[0-9][^0-9]{0,3}){5}");
    private static final String BEHIND = ".,;:!?\u3001";
    private static final Map<Character, Character> AROUND = Map.of(
            '"', '"',
            '\'', '\'',
            '`', '`',
            '\u201C', '\u201D',
            '\u2018', '\u2019',
            '\u00AB', '\u00BB',
            '<', '>',
            '(', ')',
            '[', ']',
            '{', '}');

    static TypedText of(String typed) {
        String text = unwrapped(visible(typed));
        String scheme = "";
        Matcher link = SCHEME.matcher(text);
        if (link.matches()) {
            scheme = link.group(1).toLowerCase(java.util.Locale.ROOT);
            text = unwrapped(link.group(2));
        }
        Matcher named = ADDRESS_OF_A_NAME.matcher(text);
        if (scheme.isEmpty()
                && named.matches()
                && !FIVE_DIGITS.matcher(named.group(1)).find()) {
            return of(named.group(2));
        }
        return new TypedText(scheme, text);
    }

    /** Without the two characters that join letters or part them: they mean something in the names of domains alone. */
    String withoutJoiners() {
        return withoutJoiners(value);
    }

    static String withoutJoiners(String text) {
        return text.indexOf(ZERO_WIDTH_NON_JOINER) < 0 && text.indexOf(ZERO_WIDTH_JOINER) < 0
                ? text
                : text.replace("\u200C", "").replace("\u200D", "");
    }

    /** @throws Handle.Unreadable where a character cannot be in any handle, or may stand for another */
    private static String visible(String typed) {
        StringBuilder seen = new StringBuilder();
        typed.strip().codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean joiner = point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
            if (point == '\t') {
                seen.append(' ');
            } else if (type == Character.CONTROL || type == Character.SURROGATE || type == Character.PRIVATE_USE) {
                throw HandleReader.unreadable("It holds a character that no handle has");
            } else if (type == Character.OTHER_NUMBER) {
                // A raised 2 is the number of a footnote, and normalising would make it a digit of the number.
                throw HandleReader.unreadable("It holds a raised or circled character. Write plain letters and digits");
            } else if (joiner || type != Character.FORMAT && !isIgnorable(point)) {
                seen.appendCodePoint(point);
            }
        });
        return Normalizer2.getNFKCInstance().normalize(seen).replace('\u3002', '.');
    }

    private static boolean isIgnorable(int point) {
        return UCharacter.hasBinaryProperty(point, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
    }

    private static String unwrapped(String text) {
        String before;
        String now = text.strip();
        do {
            before = now;
            now = withoutEnds(now).strip();
        } while (!now.equals(before));
        return now;
    }

    private static String withoutEnds(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int last = text.length() - 1;
        char first = text.charAt(0);
        Character closing = AROUND.get(first);
        if (last > 0 && closing != null && closing == text.charAt(last)) {
            return text.substring(1, last);
        }
        if (BEHIND.indexOf(text.charAt(last)) >= 0) {
            return text.substring(0, last);
        }
        // A spreadsheet's cell that must not be a formula begins so: the portal writes its own lists that way.
        if (first == '\'') {
            return text.substring(1);
        }
        Matcher bullet = BULLET.matcher(text);
        return bullet.matches() ? bullet.group(1) : text;
    }

    @Override
    public String toString() {
        return "typed text";
    }
}
