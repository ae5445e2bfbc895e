package org.tipstaff.pdf.text;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text as a page can show it without being led astray. A page is read by people who cannot see a right-to-left
 * override, a zero-width joiner or the difference between é and e followed by a combining accent; in evidence these are
 * different handles. So whatever does not stand as one upright glyph from left to right is written as its code point,
 * for example {@code ‹U+202E›}. The brackets themselves are written the same way, so the original can be read back.
 */
public final class VisibleText {
    private static final int OPEN = '‹';
    private static final int CLOSE = '›';

    private VisibleText() {}

    /**
     * @param hasGlyph whether the font can show a code point
     * @return text of which every code point has a glyph; the same text where nothing was to be done
     */
    public static String of(String text, IntPredicate hasGlyph) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (standsAlone(codePoint) && hasGlyph.test(codePoint)) {
                visible.appendCodePoint(codePoint);
            } else {
                visible.append(String.format(Locale.ROOT, "‹U+%04X›", codePoint));
            }
        });
        return visible.toString();
    }

    /** The text with everything beyond printable ASCII as code points: what no two texts share. */
    public static String spelling(String text) {
        return of(text, codePoint -> codePoint <= '~');
    }

    /** Whether the text is printable ASCII throughout. */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Whether a code point is one upright glyph, set from left to right, and nothing that reads as a code point's spelling. */
    static boolean standsAlone(int codePoint) {
        if (codePoint == ' ') {
            return true;
        }
        if (codePoint == OPEN || codePoint == CLOSE) {
            return false;
        }
        boolean category = switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
        return category && !runsFromTheRight(codePoint);
    }

    static boolean runsFromTheRight(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER -> true;
            default -> false;
        };
    }
}
