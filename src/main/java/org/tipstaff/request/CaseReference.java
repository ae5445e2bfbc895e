package org.tipstaff.request;

import java.util.regex.Pattern;

/**
 * The name of a request on every page, document and mail.
 *
 * @param value for example {@code TS-26-004182}: year of filing and a running number
 */
public record CaseReference(String value) {
    private static final Pattern FORM = Pattern.compile("TS-[0-9]{2}-[0-9]{6,9}");

    public CaseReference {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a case reference");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
