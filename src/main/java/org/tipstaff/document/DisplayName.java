package org.tipstaff.document;

/** Makes a sent file name harmless to show: no directories, no control or direction-changing characters, bounded. */
final class DisplayName {
    private static final int LONGEST = 120;
    private static final String NAMELESS = "order.pdf";

    private DisplayName() {}

    static String of(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        StringBuilder kept = new StringBuilder();
        last.codePoints()
                .limit(LONGEST)
                .map(point -> harmless(point) ? point : '_')
                .forEach(kept::appendCodePoint);
        String name = kept.toString().strip();
        return name.isEmpty() || name.chars().allMatch(c -> c == '.') ? NAMELESS : name;
    }

    private static boolean harmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT, // U+202E turns "fdp.exe" round
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> "\"<>|:*?;".indexOf(point) < 0;
        };
    }
}
