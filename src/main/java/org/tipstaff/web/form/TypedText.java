package org.tipstaff.web.form;

import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What may stand in a field that somebody or a program fills in: text that can be stored, and that a reader sees as it is
 * written. The one check for pages, addresses and the API.
 */
public final class TypedText {
    /** Fields that {@code invitation.Handle} reads, which knows what telephones paste around a number. */
    private static final Set<String> HANDLES = Set.of("handle", "handles");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private TypedText() {}

    /** Why a text of several lines, such as a message, cannot be taken: a sentence; nothing where it can. */
    public static Optional<String> faultOfWords(String text) {
        return first(text, sign -> noText(sign) || turns(sign));
    }

    /** Why a text of one line, such as a name or a number, cannot be taken. */
    public static Optional<String> faultOfLine(String text) {
        return first(text, sign -> noText(sign) || turns(sign) || breaks(sign) || unseen(sign));
    }

    /**
     * Why a list of handles cannot be taken. Signs that turn the direction of writing are left to the reading of handles:
     * telephones paste them around numbers.
     */
    public static Optional<String> faultOfHandles(String text) {
        return first(text, TypedText::noText);
    }

    /** As for a text of several lines, or for handles where the field is one of theirs. */
    public static Optional<String> faultOfField(String name, String text) {
        return HANDLES.contains(name) ? faultOfHandles(text) : faultOfWords(text);
    }

    private static Optional<String> first(String text, IntPredicate unfit) {
        return text.codePoints().filter(unfit).boxed().findFirst().map(sign -> sentence(text, sign));
    }

    private static String sentence(String text, int sign) {
        if (breaks(sign)) {
            return "Write it on one line, without line breaks and tabs";
        }
        int place = text.codePointCount(0, text.indexOf(sign)) + 1;
        String what = noText(sign)
                ? "is not text"
                : turns(sign) ? "turns the direction of what is written" : "cannot be seen";
        return "Take out character %d (U+%04X): it %s".formatted(place, sign, what);
    }

    /** Controls, halves of characters, places of the code that no character has, and what stands for bytes that were no text. */
    private static boolean noText(int sign) {
        return Character.getType(sign) == Character.CONTROL && sign != '\n' && sign != '\r' && sign != '\t'
                || Character.getType(sign) == Character.SURROGATE
                || (sign & 0xFFFE) == 0xFFFE
                || sign >= 0xFDD0 && sign <= 0xFDEF
                || sign == 0xFFFD;
    }

    /** The property Bidi_Control of Unicode. */
    private static boolean turns(int sign) {
        return sign == 0x061C
                || sign == 0x200E
                || sign == 0x200F
                || sign >= 0x202A && sign <= 0x202E
                || sign >= 0x2066 && sign <= 0x2069;
    }

    private static boolean breaks(int sign) {
        return sign == '\n' || sign == '\r' || sign == '\t' || sign == 0x2028 || sign == 0x2029;
    }

    /** But for the joiners, which several scripts are written with. */
    private static boolean unseen(int sign) {
        return Character.getType(sign) == Character.FORMAT
                && sign != ZERO_WIDTH_NON_JOINER
                && sign != ZERO_WIDTH_JOINER;
    }
}
