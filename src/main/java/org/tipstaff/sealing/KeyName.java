package org.tipstaff.sealing;

import java.util.regex.Pattern;

/**
 * Where a key lies in the key store.
 *
 * @param value segments of {@code [a-z0-9-]} separated by {@code /}, for example {@code request/ts-26-000017} or
 *     {@code log/2026-11-20/handles}; safe as a relative path
 */
public record KeyName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,64}(/[a-z0-9-]{1,64}){0,4}");

    public KeyName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a key name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
