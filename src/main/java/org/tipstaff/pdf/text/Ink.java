package org.tipstaff.pdf.text;

/** The colours of a document. Each is dark enough on white for small print, or is only a rule or a ground. */
public enum Ink {
    TEXT("0.1 0.1 0.12"),
    HEADING("0.07 0.17 0.36"),
    QUIET("0.33 0.35 0.4"),
    RULE("0.78 0.8 0.84"),
    GROUND("0.95 0.96 0.98");

    private final String rgb;

    Ink(String rgb) {
        this.rgb = rgb;
    }

    public String fill() {
        return rgb + " rg\n";
    }
}
