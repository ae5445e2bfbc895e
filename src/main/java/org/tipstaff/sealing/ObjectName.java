package org.tipstaff.sealing;

import java.util.regex.Pattern;

/**
 * Name of a sealed object.
 *
 * @param value segments of {@code [A-Za-z0-9._-]} separated by {@code /}, none of them {@code .} or {@code ..}; for
 *     example {@code request/TS-26-000017/snapshot}
 */
public record ObjectName(String value) {
    private static final Pattern FORM = Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9._-]{1,80}(/[A-Za-z0-9._-]{1,80}){0,5}");

    public ObjectName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an object name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
