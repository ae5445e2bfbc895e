package org.tipstaff.invitation;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Who asked, called or was looked up: a phone number, an e-mail address or an account id (DSID), normalised so that one
 * handle has one spelling.
 *
 * <p>Whatever is typed or sent comes in by {@link #parse} or {@link #ofLog}, and only what a person can have passes. The
 * constructor takes more: what was stored under an earlier reading must stay readable. {@link #today()} says how that is
 * spelled now.
 *
 * <p>{@link #toString()} never shows the value: a handle must not reach a log line by accident.
 *
 * @param kind what the value is
 * @param value E.164 for a phone; for an e-mail address lower case, NFKC, the domain with its A-labels; digits for an
 *     account id; at most 254 characters
 */
public record Handle(Kind kind, String value) implements Comparable<Handle> {
    public static final int MAX_LENGTH = 254;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{5,20}");

    public enum Kind {
        PHONE("Phone number"),
        EMAIL("E-mail address"),
        ACCOUNT("Account id");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** As the pages name it. */
        public String title() {
            return title;
        }
    }

    public Handle {
        boolean wellFormed = switch (kind) {
            case PHONE -> E164.matcher(value).matches();
            case EMAIL -> EMAIL.matcher(value).matches();
            case ACCOUNT -> ACCOUNT.matcher(value).matches();
        };
        if (!wellFormed || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Not a normalised " + kind + " handle");
        }
    }

    /**
     * Reads a handle as a person writes it: a phone number with its country code, an e-mail address, or an account id as
     * {@code dsid:123456789}.
     *
     * @throws Unreadable with a sentence for the person who typed it
     */
    public static Handle parse(String typed) {
        return HandleReader.read(typed, HandleReader.Doubt.ASKED_BACK);
    }

    /**
     * Reads a handle as the writer of the log sends it. The same reading as {@link #parse}, but that nobody is there to be
     * asked: an address whose letters come from two scripts is one that somebody has, so its rows are kept.
     *
     * @throws Unreadable whose message does not repeat the value
     */
    public static Handle ofLog(String written) {
        return HandleReader.read(written, HandleReader.Doubt.TAKEN_AS_WRITTEN);
    }

    /** This handle as it is spelled now; of one that was stored under an earlier reading perhaps another one. */
    public Handle today() {
        try {
            return ofLog(written());
        } catch (Unreadable e) {
            return this;
        }
    }

    /** As lists, forms and the API show it. */
    public String written() {
        return kind == Kind.ACCOUNT ? "dsid:" + value : value;
    }

    /** So that {@link #parse} reads it back and asks nothing. */
    public String typed() {
        return kind == Kind.EMAIL ? EmailReader.typed(value) : written();
    }

    /** As a person reads it, where that differs: a phone number in groups, a domain in its own letters. */
    public Optional<String> readable() {
        String text = switch (kind) {
            case PHONE -> PhoneReader.readable(value);
            case EMAIL -> EmailReader.readable(value);
            case ACCOUNT -> value;
        };
        return text.equals(value) ? Optional.empty() : Optional.of(text);
    }

    /** Every way in which a document may name it, this spelling first. */
    public List<String> spellings() {
        return switch (kind) {
            case PHONE -> PhoneReader.spellings(value);
            case EMAIL -> EmailReader.spellings(value);
            case ACCOUNT -> List.of(value);
        };
    }

    @Override
    public int compareTo(Handle other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return kind + " handle";
    }

    /** What was typed is no handle, or may be another than was meant. The message never repeats the value. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final transient List<Supplier<String>> meant;

        Unreadable(String message, List<Supplier<String>> meant) {
            super(message);
            this.meant = List.copyOf(meant);
        }

        /** What may have been meant, and can be read: for nobody but the person who typed it. */
        public List<String> suggestions() {
            return meant.stream()
                    .map(Supplier::get)
                    .filter(HandleReader::isReadable)
                    .distinct()
                    .toList();
        }

        /** The message with the question: for nobody but the person who typed it. */
        public String question() {
            List<String> suggestions = suggestions();
            return suggestions.isEmpty()
                    ? String.valueOf(getMessage())
                    : getMessage() + ". Did you mean " + String.join(", or ", suggestions) + "?";
        }
    }
}
