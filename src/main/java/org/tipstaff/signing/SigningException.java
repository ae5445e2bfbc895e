package org.tipstaff.signing;

import org.jspecify.annotations.Nullable;

/** A document could not be signed, or a key could not be opened. Nothing was written to the target. */
public class SigningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SigningException(String message) {
        super(message);
    }

    public SigningException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
