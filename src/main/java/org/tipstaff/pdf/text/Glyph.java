package org.tipstaff.pdf.text;

/**
 * One drawn shape and the text that it stands for.
 *
 * @param font has the shape
 * @param shape the code point by which the font knows it, for example a letter's joined form
 * @param text what is extracted where the shape stands
 * @param fromTheRight whether it is a letter of a script that runs from right to left
 */
public record Glyph(PdfFont font, int shape, String text, boolean fromTheRight) {
    int width() {
        return font.widthOf(shape);
    }
}
