package org.tipstaff.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a program puts into the header {@code Idempotency-Key}, so that a call that it sends again is made once.
 *
 * @param value 1 to 200 printable ASCII characters
 */
public record IdempotencyKey(String value) {
    public static final String HEADER = "Idempotency-Key";

    /** Most characters. */
    public static final int LONGEST = 200;

    private static final Pattern FORM = Pattern.compile("[ -~]{1," + LONGEST + "}");

    /** @throws Problem INVALID where it has not that form */
    public IdempotencyKey {
        if (!FORM.matcher(value).matches() || value.isBlank()) {
            throw Problem.invalid(
                    HEADER, "The Idempotency-Key has 1 to 200 characters of printable ASCII, for example a UUID");
        }
    }

    /** @param header null where the call has none */
    public static @Nullable IdempotencyKey of(@Nullable String header) {
        return header == null ? null : new IdempotencyKey(header);
    }
}
