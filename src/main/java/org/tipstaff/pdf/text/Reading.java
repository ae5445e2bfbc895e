package org.tipstaff.pdf.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as people who know its letters read it: Hebrew and Arabic from right to left and joined, an accent over its
 * letter. Two texts can look the same in it, so the text's spelling MUST stand beside it. What is no letter of its own,
 * such as a control character, a mark that no font has over this letter, or a change of direction, is written as its
 * code point here too.
 */
final class Reading {
    /** More marks than these on one letter are no letter of any language that we can show. */
    private static final int MARKS = 3;

    private final int[] text;
    private final Typeface face;
    private final List<Glyph> glyphs = new ArrayList<>();

    private Reading(String text, Typeface face) {
        this.text = text.codePoints().toArray();
        this.face = face;
    }

    static TextLine of(String text, Typeface face) {
        Reading reading = new Reading(text, face);
        int at = 0;
        while (at < reading.text.length) {
            at += reading.add(at);
        }
        return TextLine.of(reading.glyphs);
    }

    /** Adds what begins here; returns how many code points that takes. */
    private int add(int at) {
        for (int marks = Math.min(MARKS, marksAfter(at)); marks > 0; marks--) {
            String sequence = new String(text, at, marks + 1);
            String composed = Normalizer.normalize(sequence, Normalizer.Form.NFC);
            int shape = composed.codePointAt(0);
            if (composed.length() == Character.charCount(shape)
                    && VisibleText.standsAlone(shape)
                    && face.shows(shape)) {
                glyphs.add(new Glyph(face.known(shape), shape, sequence, false));
                return marks + 1;
            }
        }
        int codePoint = text[at];
        if (isLetterFromTheRight(codePoint) && face.shows(codePoint)) {
            int joined =
                    ArabicForms.shape(at > 0 ? text[at - 1] : 0, codePoint, at + 1 < text.length ? text[at + 1] : 0);
            int shape = face.shows(joined) ? joined : codePoint;
            glyphs.add(new Glyph(face.known(shape), shape, Character.toString(codePoint), true));
        } else if (Character.isDigit(codePoint) && face.shows(codePoint)) {
            // Digits run from left to right in every script.
            glyphs.add(face.glyph(codePoint));
        } else {
            VisibleText.of(Character.toString(codePoint), face::shows)
                    .codePoints()
                    .forEach(shown -> glyphs.add(face.glyph(shown)));
        }
        return 1;
    }

    private int marksAfter(int at) {
        int end = at + 1;
        while (end < text.length && Character.getType(text[end]) == Character.NON_SPACING_MARK) {
            end++;
        }
        return end - at - 1;
    }

    private static boolean isLetterFromTheRight(int codePoint) {
        return Character.getType(codePoint) == Character.OTHER_LETTER && VisibleText.runsFromTheRight(codePoint);
    }
}
