package org.tipstaff.request;

import java.util.Locale;
import java.util.regex.Pattern;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.web.Problem;

/**
 * The name of a request on every page, document and mail.
 *
 * @param value for example {@code TS-26-004182}: year of filing and a running number
 */
public record CaseReference(String value) {
    /** As a regular expression. */
    public static final String FORM = "^TS-[0-9]{2}-[0-9]{6,9}$";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    public CaseReference {
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a case reference");
        }
    }

    /**
     * The reference in the path of a page or of the API.
     *
     * @throws Problem NOT_FOUND where it is none: nothing has that name
     */
    public static CaseReference fromPath(String text) {
        try {
            return new CaseReference(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    /**
     * The key of this request that seals one thing and can be destroyed alone.
     *
     * @param purpose {@code facts}, {@code snapshot}, {@code disclosure} or {@code letter}
     */
    public KeyName key(String purpose) {
        return new KeyName("request/" + value.toLowerCase(Locale.ROOT) + "/" + purpose);
    }

    /** Name of the key that seals what is in the rows of the request, in its messages and in its decisions. */
    public KeyName factsKey() {
        return key("facts");
    }

    @Override
    public String toString() {
        return value;
    }
}
