package org.tipstaff.invitation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who asked, called or was looked up: a phone number, an e-mail address or an account id (DSID), normalised so that one
 * handle has one spelling.
 *
 * <p>{@link #toString()} never shows the value: a handle must not reach a log line by accident.
 *
 * @param kind what the value is
 * @param value E.164 for a phone, lower case for an e-mail address, digits for an account id; at most 254 characters
 */
public record Handle(Kind kind, String value) implements Comparable<Handle> {
    public static final int MAX_LENGTH = 254;

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    /**
     * A number of the North American Numbering Plan as E.164 writes it: country code 1, then ten digits of which the first
     * is never the plan's trunk prefix, 1. Nothing of it is left to be normalised, and so much of a log is such numbers that
     * it is worth knowing without asking the library for each.
     */
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9][0-9]{9}");

    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{5,20}");

    public enum Kind {
        PHONE,
        EMAIL,
        ACCOUNT
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
     * Reads a handle as a person writes it: a phone number with its country code, an e-mail address, or the digits of
     * an account id.
     *
     * @throws Unreadable with a sentence for the person who typed it
     */
    public static Handle parse(String typed) {
        String text = typed.strip();
        if (text.contains("@")) {
            return email(text);
        }
        if (text.startsWith("+")) {
            return phone(text);
        }
        if (ACCOUNT.matcher(text).matches() && text.length() != 10 && text.length() != 11) {
            return new Handle(Kind.ACCOUNT, text);
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("dsid:")
                && ACCOUNT.matcher(text.substring(5)).matches()) {
            return new Handle(Kind.ACCOUNT, text.substring(5));
        }
        throw new Unreadable(
                "Write a phone number with its country code (for example +1 202 555 0123), an e-mail address, or an account id as dsid:123456789");
    }

    private static Handle email(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(lower).matches()) {
            throw new Unreadable("This is not a complete e-mail address");
        }
        return new Handle(Kind.EMAIL, lower);
    }

    private static Handle phone(String text) {
        if (NORTH_AMERICAN.matcher(text).matches()) {
            return new Handle(Kind.PHONE, text);
        }
        return anyPhone(text);
    }

    /** Of any country, written in any way. */
    static Handle anyPhone(String text) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            String e164 = numbers.format(numbers.parse(text, null), PhoneNumberUtil.PhoneNumberFormat.E164);
            return new Handle(Kind.PHONE, e164);
        } catch (NumberParseException | IllegalArgumentException e) {
            throw new Unreadable("This is not a phone number that can exist");
        }
    }

    /** As a person writes it: {@link #parse} reads it back. */
    public String written() {
        return kind == Kind.ACCOUNT ? "dsid:" + value : value;
    }

    @Override
    public int compareTo(Handle other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return kind + " handle";
    }

    /** What was typed is no handle; the message is for the person who typed it and never repeats the value. */
    public static final class Unreadable extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }
}
