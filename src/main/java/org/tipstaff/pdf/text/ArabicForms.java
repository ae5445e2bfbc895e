package org.tipstaff.pdf.text;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an Arabic letter looks beside its neighbours. Unicode keeps a code point for most joined forms (Arabic
 * Presentation Forms-A and -B); their names and compatibility decompositions say whose form each is.
 */
final class ArabicForms {
    private static final List<String> FORMS = List.of("ISOLATED FORM", "FINAL FORM", "INITIAL FORM", "MEDIAL FORM");
    private static final int FINAL = 1;
    private static final int INITIAL = 2;
    private static final Map<Integer, int[]> BY_LETTER = new HashMap<>();

    static {
        for (int form = 0xFB50; form <= 0xFEFC; form++) {
            String name = Character.getName(form);
            String letter = Normalizer.normalize(Character.toString(form), Normalizer.Form.NFKC);
            if (name == null || !name.startsWith("ARABIC LETTER") || letter.codePointCount(0, letter.length()) != 1) {
                continue;
            }
            for (int kind = 0; kind < FORMS.size(); kind++) {
                if (name.endsWith(FORMS.get(kind))) {
                    BY_LETTER.computeIfAbsent(letter.codePointAt(0), key -> new int[FORMS.size()])[kind] = form;
                }
            }
        }
    }

    private ArabicForms() {}

    /** @return the form's code point; the letter itself where it has no forms */
    static int shape(int before, int letter, int after) {
        int[] forms = BY_LETTER.get(letter);
        if (forms == null) {
            return letter;
        }
        boolean joinsBefore = has(before, INITIAL) && has(letter, FINAL);
        boolean joinsAfter = has(letter, INITIAL) && has(after, FINAL);
        int form = forms[(joinsBefore ? FINAL : 0) + (joinsAfter ? INITIAL : 0)];
        return form == 0 ? letter : form;
    }

    private static boolean has(int letter, int kind) {
        int[] forms = BY_LETTER.get(letter);
        return forms != null && forms[kind] != 0;
    }
}
