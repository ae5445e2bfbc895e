package org.tipstaff.web;

import io.quarkus.qute.TemplateData;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong for a caller: a few kinds, rendered in one place as a page for people or as RFC 9457 for
 * programs. The message is for the caller, says what to do next, and never holds a handle, an address or an order's
 * text.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What went wrong. Each kind has a page of its own at {@link #type()}: programs go by that address, which stays when
     * the words change.
     */
    public enum Kind {
        BROKEN_JSON(
                400,
                "The JSON is broken",
                "The body is no JSON text at all, so nothing of it was read. The answer says at which line and column"
                        + " it breaks.",
                "Mend the JSON at the place that is named, and send it again."),
        UNKNOWN_PARAMETER(
                400,
                "There is no such query parameter",
                "The address carries a query parameter that this call does not know, or one twice. It is not passed"
                        + " over, because a filter that does not filter would look like a whole answer.",
                "Leave the parameter out, or use one of those that are listed."),
        EXPIRED_FORM(
                400,
                "The form has expired",
                "The page was open for too long, or was sent from somewhere else, so nothing was changed.",
                "Go back, reload the page and send it again. A draft keeps what was saved."),
        UNREADABLE(
                400,
                "What was sent cannot be read",
                "The call is not HTTP of the form that it says it has, for example a multipart body without its end.",
                "Check how the body is built, and send it again."),
        NOT_SIGNED_IN(401, "Sign in first", "This needs a signed-in caller.", "Sign in and try again."),
        NOT_FRESH(
                401,
                "Sign in again",
                "This step needs a fresh sign-in. The header WWW-Authenticate says so to programs (RFC 9470).",
                "Sign in once more, and take the step within five minutes."),
        /** The caller is known and may not do this. */
        NOT_ALLOWED(
                403,
                "You may not do this",
                "The caller is known, and the role does not include this. The attempt is in the audit log.",
                "If you need it for your work, ask your administrator which role you have."),
        /** The provider vouches for the caller, and the portal has suspended the account or its agency. */
        SUSPENDED(
                403,
                "This account is suspended",
                "The portal does not take the account in, or nobody of its agency. Sessions and tokens that were open have"
                        + " ended. Requests that were filed go on, and drafts are kept.",
                "Telephone the provider's legal process team, at a number that you knew before, and ask for the"
                        + " administrator of this portal. Signing in again does not help."),
        /** Does not exist, or is not the caller's: the two look the same from outside. */
        NOT_FOUND(
                404,
                "Not found",
                "It does not exist, or it is another agency's: the two look the same from outside.",
                "Check the reference. If somebody gave it to you, ask which agency filed the request."),
        WRONG_METHOD(
                405,
                "This address does not take that method",
                "The address is known, and the HTTP method is none of its own.",
                "Use the links and buttons of the pages, or the API as described at /q/openapi."),
        NOT_IN_THAT_FORM(
                406,
                "There is no answer in that form",
                "The header Accept names only media types that this address does not produce.",
                "Accept one of the media types that /q/openapi names for the call."),
        /** The step is not possible from here; often because somebody else was first, which the message says. */
        CONFLICT(
                409,
                "Not possible as things stand",
                "The step does not begin where things are now, often because somebody else took one first. Nothing was"
                        + " changed.",
                "Open the request again and look at where it stands now."),
        KEY_USED(
                409,
                "This key was used for something else",
                "The Idempotency-Key came before with another call or another body. Nothing was done.",
                "Make a new key for a new call. To repeat a call, send the same bytes under the same key."),
        KEY_BUSY(
                409,
                "The same call is being answered",
                "A call with this Idempotency-Key is under way and has no answer yet. This one did nothing.",
                "Wait a moment and send the same call again under the same key: it gets the answer of the first."),
        /** It was there and is no longer offered. */
        GONE(
                410,
                "No longer available",
                "It was there and is no longer offered: its time has ended, or it was recalled.",
                "What is still on record is on the request's page."),
        TOO_LARGE(
                413,
                "Too large",
                "The body is larger than this address takes. It was not read to its end.",
                "Send less at once. A document may have 25 MB."),
        WRONG_TYPE(
                415,
                "Content of that type is not taken",
                "The header Content-Type or Content-Encoding names something that this address does not read.",
                "Send one of the media types that /q/openapi names for the call."),
        UNSATISFIABLE_RANGE(
                416,
                "The file has no such part",
                "The header Range asks for bytes behind the end of the file.",
                "Ask for a part within the file, or for the whole."),
        /** What was sent does not fit; the details say where. */
        INVALID(
                422,
                "Some answers need another look",
                "What was sent can be read and does not fit. Each entry of the list names a field, what is wrong with"
                        + " it and what is right.",
                "Go back, mend what is listed and send it again."),
        TOO_MANY(
                429,
                "Too many requests",
                "More requests came from one account, or from one address where nobody is signed in, than the portal"
                        + " takes in a while. The request was turned away before anything was done. The headers"
                        + " RateLimit-Policy and RateLimit say how many there may be and how many are left.",
                "Wait for the seconds that the header Retry-After names, and send it again."),
        FAILED(
                500,
                "Something went wrong",
                "A fault of the portal. The step was not completed, and what was saved before is still there.",
                "Try it again. If it happens again, tell the administrator the number of the answer."),
        /** Something that the step needs is not to be had now. */
        UNAVAILABLE(
                503,
                "Not available at the moment",
                "Something that the step needs cannot be reached. Nothing was changed.",
                "Try again in a few minutes. Nothing was lost.");

        /** Where the pages of the kinds are. */
        public static final String PAGES = "/problems";

        private final int status;
        private final String title;
        private final String meaning;
        private final String next;

        Kind(int status, String title, String meaning, String next) {
            this.status = status;
            this.title = title;
            this.meaning = meaning;
            this.next = next;
        }

        public int status() {
            return status;
        }

        public String title() {
            return title;
        }

        /** One or two sentences for the page of the kind. */
        public String meaning() {
            return meaning;
        }

        /** What to do now. */
        public String next() {
            return next;
        }

        /** For example {@code key-used}. */
        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The {@code type} of RFC 9457: the same in every installation, and relative to it, so that a program compares one
         * string and a person finds the page where they are.
         */
        public String type() {
            return PAGES + "/" + slug();
        }

        public static Optional<Kind> ofSlug(String slug) {
            return Arrays.stream(values())
                    .filter(kind -> kind.slug().equals(slug))
                    .findFirst();
        }

        /** The kind of an answer that only has its status; of several with one status, the most general. */
        static Kind ofStatus(int status) {
            return switch (status) {
                case 400 -> UNREADABLE;
                case 401 -> NOT_SIGNED_IN;
                case 409 -> CONFLICT;
                default ->
                    Arrays.stream(values())
                            .filter(kind -> kind.status == status)
                            .findFirst()
                            .orElse(status >= 500 ? FAILED : UNREADABLE);
            };
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

    private static final Duration A_WHILE = Duration.ofSeconds(10);

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
        return of(kind, message, List.of());
    }

    public static Problem of(Kind kind, String message, List<Detail> details) {
        return new Problem(kind, message, details);
    }

    /** Too many at once: the same call can succeed after that time. */
    public static Problem comeAgain(String message, Duration after) {
        return new Problem(Kind.UNAVAILABLE, message, List.of(), after);
    }

    /** One caller asked too often: the same call can succeed after that time. */
    public static Problem tooMany(String message, Duration after) {
        return new Problem(Kind.TOO_MANY, message, List.of(), after);
    }

    /** When to come again (RFC 9110, 10.2.3): where that is known, and whenever what is missing comes back by itself. */
    public Optional<Duration> retryAfter() {
        return retryAfter == null && kind == Kind.UNAVAILABLE ? Optional.of(A_WHILE) : Optional.ofNullable(retryAfter);
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
