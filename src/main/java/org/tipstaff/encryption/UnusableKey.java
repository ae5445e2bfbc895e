package org.tipstaff.encryption;

/** A key that nothing can be encrypted to. The message is a sentence for people and says why, and what would help. */
public final class UnusableKey extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKey(String sentence) {
        super(sentence);
    }

    UnusableKey(String sentence, Exception cause) {
        super(sentence, cause);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
