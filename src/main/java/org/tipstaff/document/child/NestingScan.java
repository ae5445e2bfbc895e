package org.tipstaff.document.child;

import org.tipstaff.document.RefusalReason;

/**
 * Counts the dictionaries and arrays in the bytes of object streams, and how deep they lie in one another, before the
 * library makes objects of them: a kilobyte unfolds to a hundred thousand. Knows of the syntax (ISO 32000-1, 7.2 and 7.3)
 * only where a bracket is none: in strings and comments.
 */
final class NestingScan {
    private static final int DEEPEST = 200;
    private static final int MOST = 300_000;

    private int found;
    private int depth;
    private int parentheses;
    private boolean escaped;
    private boolean comment;
    private boolean hexadecimal;
    private int before;

    /** Another stream begins; what was found is counted on. */
    void begin() {
        depth = 0;
        parentheses = 0;
        escaped = false;
        comment = false;
        hexadecimal = false;
        before = 0;
    }

    void read(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            read(bytes[i]);
        }
    }

    void read(int one) {
        if (comment) {
            comment = one != '\r' && one != '\n';
        } else if (parentheses > 0) {
            inString(one);
        } else {
            between(one);
        }
    }

    private void inString(int one) {
        if (escaped) {
            escaped = false;
        } else if (one == '\\') {
            escaped = true;
        } else if (one == '(') {
            parentheses++;
        } else if (one == ')') {
            parentheses--;
        }
    }

    private void between(int one) {
        boolean pair = one == before && (one == '>' || one == '<');
        if (one == '<' && pair) {
            hexadecimal = false;
            open();
        } else if (one == '<') {
            hexadecimal = true;
        } else if (one == '>' && hexadecimal) {
            hexadecimal = false;
            before = 0;
            return; // ends a string, and is no half of >>
        } else if (one == '>' && pair || one == ']') {
            depth = Math.max(0, depth - 1);
        } else if (one == '[') {
            open();
        } else if (one == '(') {
            parentheses = 1;
        } else if (one == '%') {
            comment = true;
        }
        before = pair ? 0 : one;
    }

    private void open() {
        found++;
        depth++;
        if (depth > DEEPEST) {
            throw new Refused(RefusalReason.NESTED_TOO_DEEP);
        }
        if (found > MOST) {
            throw new Refused(RefusalReason.TOO_MANY_PARTS);
        }
    }
}
