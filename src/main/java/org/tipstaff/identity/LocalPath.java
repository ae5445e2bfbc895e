package org.tipstaff.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A page of this application to come back to, never another origin: an open redirect after a sign-in is how passwords
 * are stolen.
 *
 * @param value an absolute path with an optional query, for example {@code /requests/TS-26-000017?tab=terms}
 */
public record LocalPath(String value) {
    public static final LocalPath HOME = new LocalPath("/");

    public LocalPath {
        if (!isLocal(value)) {
            throw new IllegalArgumentException("Not a path of this application");
        }
    }

    /** What was asked for where it is a page of this application, the front page otherwise. */
    public static LocalPath of(@Nullable String asked) {
        return asked != null && isLocal(asked) ? new LocalPath(asked) : HOME;
    }

    private static boolean isLocal(String value) {
        // "//host" and "/\host" are addresses of other machines to a browser.
        if (!value.startsWith("/") || value.startsWith("//") || value.indexOf('\\') >= 0 || value.length() > 2000) {
            return false;
        }
        if (value.chars().anyMatch(character -> character <= ' ' || character == 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(value);
            String asked = uri.getPath();
            String path = uri.normalize().getPath();
            // "/.//host" becomes "//host" where a browser removes the dot.
            if (asked == null || asked.contains("//")) {
                return false;
            }
            return uri.getScheme() == null
                    && uri.getRawAuthority() == null
                    && path != null
                    && path.startsWith("/")
                    && !path.startsWith("//")
                    // Signing in to get to signing in never ends.
                    && !path.startsWith("/sign-");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** For use in a query. */
    public String encoded() {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public URI uri() {
        return URI.create(value);
    }
}
