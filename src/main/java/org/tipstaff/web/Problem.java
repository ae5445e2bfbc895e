package org.tipstaff.web;

import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong for a caller: a few kinds, rendered in one place as a page for people or as RFC 9457 for
 * programs. The message is for the caller, says what to do next, and never holds a handle, an address or an order's
 * text.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong. */
    public enum Kind {
        /** What was sent does not fit; the details say where. */
        INVALID(422, "Some answers need another look"),
        /** The caller is known and may not do this. */
        NOT_ALLOWED(403, "You may not do this"),
        /** Does not exist, or is not the caller's: the two look the same from outside. */
        NOT_FOUND(404, "Not found"),
        /** Somebody else was first, or the step is not possible from here. */
        CONFLICT(409, "Somebody was first"),
        TOO_LARGE(413, "Too large"),
        /** It was there and is no longer offered. */
        GONE(410, "No longer available"),
        /** Something that the step needs is not to be had now. */
        UNAVAILABLE(503, "Not available at the moment");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }
    }

    /**
     * One thing to mend.
     *
     * @param field name of the form's field, or of the JSON property
     * @param message the same words in the summary and at the field
     */
    @TemplateData
    public record Detail(String field, String message) {}

    private final Kind kind;
    private final transient List<Detail> details;
    private final @Nullable Duration retryAfter;

    private Problem(Kind kind, String message, List<Detail> details) {
        this(kind, message, details, null);
    }

    private Problem(Kind kind, String message, List<Detail> details, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.details = List.copyOf(details);
        this.retryAfter = retryAfter;
    }

    public static Problem invalid(String message, List<Detail> details) {
        return new Problem(Kind.INVALID, message, details);
    }

    public static Problem invalid(String field, String message) {
        return invalid(message, List.of(new Detail(field, message)));
    }

    public static Problem notAllowed(String message) {
        return new Problem(Kind.NOT_ALLOWED, message, List.of());
    }

    public static Problem notFound() {
        return new Problem(Kind.NOT_FOUND, "There is nothing here, or it is not yours to see.", List.of());
    }

    public static Problem conflict(String message) {
        return new Problem(Kind.CONFLICT, message, List.of());
    }

    public static Problem of(Kind kind, String message) {
        return new Problem(kind, message, List.of());
    }

    /** Too many at once: the same call can succeed after that time. */
    public static Problem comeAgain(String message, Duration after) {
        return new Problem(Kind.UNAVAILABLE, message, List.of(), after);
    }

    /** When to come again, where that is known (RFC 9110, 10.2.3). */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public Kind kind() {
        return kind;
    }

    public List<Detail> details() {
        return details;
    }

    public String text() {
        String message = getMessage();
        return message == null ? kind.title() : message;
    }
}
