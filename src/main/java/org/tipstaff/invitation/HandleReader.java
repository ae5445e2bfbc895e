package org.tipstaff.invitation;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one door of handles, for what people type and for the rows of the log: says what a text is, and gives each handle
 * one spelling. What may be read in two ways is not guessed but asked back.
 */
final class HandleReader {
    private static final String HOW =
            "Write a phone number with its country code (for example +1 202 555 0123), an e-mail address, or an account id as dsid:123456789";
    /** Of the scheme of another kind of link, or of a name in front of a bracket. */
    static final Pattern WITH_A_NAME =
            Pattern.compile("^(?:[a-z]{1,12}:|[^@<>]*<)([^<>]+)>?$", Pattern.CASE_INSENSITIVE);

    private static final Pattern ACCOUNT = Pattern.compile("[1-9][0-9]{4,19}");

    private HandleReader() {}

    /** What becomes of an address that is possible, but looks like another one. */
    enum Doubt {
        ASKED_BACK,
        TAKEN_AS_WRITTEN
    }

    static Handle read(String typed, Doubt doubt) {
        Handle known = plain(typed);
        return known == null ? anyOf(typed, doubt) : known;
    }

    /**
     * The handles that nearly every row of a log names, read without the work that the others need: null for all others.
     * Never another answer than {@link #anyOf}; {@code HandleSpellingTest} holds the two together.
     */
    static @Nullable Handle plain(String typed) {
        if (PhoneReader.isPlain(typed)) {
            return new Handle(Handle.Kind.PHONE, typed);
        }
        if (EmailReader.isPlain(typed)) {
            return new Handle(Handle.Kind.EMAIL, typed);
        }
        return null;
    }

    /** Written in any way. */
    static Handle anyOf(String typed, Doubt doubt) {
        TypedText text = TypedText.of(typed);
        if (text.value().isEmpty()) {
            throw unreadable(HOW);
        }
        if (text.value().indexOf('@') >= 0) {
            if (text.scheme().equals("tel")) {
                throw unreadable("tel: begins a phone number, and this is an e-mail address", text::value);
            }
            return EmailReader.read(text, doubt);
        }
        if (text.scheme().equals("mailto")) {
            throw unreadable("This is not a complete e-mail address");
        }
        String value = text.withoutJoiners();
        if (value.startsWith("+") || value.startsWith("(+")) {
            return PhoneReader.read(value.substring(value.indexOf('+')));
        }
        if (value.toLowerCase(Locale.ROOT).startsWith("dsid:")) {
            return account(value.substring("dsid:".length()).strip());
        }
        throw PhoneReader.looksLikeOne(value)
                ? PhoneReader.withoutPlus(value)
                : unreadable(HOW, () -> WITH_A_NAME.matcher(value).replaceFirst("$1"));
    }

    private static Handle account(String typed) {
        String digits = PhoneReader.inAsciiDigits(typed);
        if (ACCOUNT.matcher(digits).matches()) {
            return new Handle(Handle.Kind.ACCOUNT, digits);
        }
        throw unreadable(
                "An account id has 5 to 20 digits and does not begin with 0",
                () -> "dsid:" + digits.replaceFirst("^0+", ""));
    }

    /** @param meant what may have been meant; what cannot be read either is never offered */
    @SafeVarargs
    static Handle.Unreadable unreadable(String message, Supplier<String>... meant) {
        return new Handle.Unreadable(message, List.of(meant));
    }

    static boolean isReadable(String text) {
        try {
            read(text, Doubt.ASKED_BACK);
            return true;
        } catch (Handle.Unreadable e) {
            return false;
        }
    }
}
