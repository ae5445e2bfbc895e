package org.tipstaff.signing;

import org.jspecify.annotations.Nullable;

/** No time-stamp authority answered (RFC 3161). Nothing was signed; the same call can be made again later. */
public class TimeStampUnavailable extends SigningException {
    private static final long serialVersionUID = 1L;

    public TimeStampUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
