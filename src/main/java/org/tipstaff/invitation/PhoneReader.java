package org.tipstaff.invitation;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Phone numbers: each that can exist in one spelling, E.164. */
final class PhoneReader {
    /**
     * A number of the North American Numbering Plan as E.164 writes it: country code 1, then ten digits of which the first
     * is never the plan's trunk prefix, 1. Nothing of it is left to be normalised, and so much of a log is such numbers that
     * it is worth knowing without asking the library for each.
     */
    private static final Pattern NORTH_AMERICAN = Pattern.compile("\\+1[2-9][0-9]{9}");

    private static final String LETTERS =
            "This phone number has letters or signs beside its digits. Write digits only, without a name and without an extension";
    private static final String IMPOSSIBLE = "This is not a phone number that can exist";
    private static final String ALONE =
            "Digits alone may be a phone number or an account id. Write a phone number with + and its country code, an account id as dsid:123456789";

    /** What stands between the digits: blanks, brackets, dots, dashes of any length, and the stroke of German numbers. */
    private static final Pattern BETWEEN = Pattern.compile("[\\s().\\-\u2010-\u2015\u2212/]+");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** ITU-T E.164, 6.2.1: at most 15 digits, whatever a country's plan would allow. */
    private static final Pattern LENGTH = Pattern.compile("\\+[0-9]{7,15}");

    private static final Pattern SECOND_NUMBER = Pattern.compile("\\+[0-9]{5}");
    private static final Pattern NUMBER_AT_THE_START =
            Pattern.compile("\\+?[0-9][0-9\\s().\\-\u2010-\u2015\u2212/]*[0-9]");
    /** What is dialled before a country code: in Europe, in North America. */
    private static final Pattern DIALLED_ABROAD = Pattern.compile("(?:00|011)([1-9][0-9]+)");

    /**
     * Mexico dropped the 1 of mobile numbers, and 044, 045 and 01 with it, on 2019-08-03; address books still hold them.
     * Where there are ten digits behind it, it is no part of the number.
     */
    private static final Pattern MEXICAN_WITH_PREFIX = Pattern.compile("52(?:1|044|045|01)([1-9][0-9]{9})");
    /**
     * Argentina's mobile numbers are called from abroad with a 9 behind the country code and sent texts without it. Numbers
     * are given out once, to a mobile or to a fixed line: with and without 9 it is one line, and a phone registers with it.
     */
    private static final Pattern ARGENTINE_WITHOUT_9 = Pattern.compile("54([1-3][0-9]{9})");

    private PhoneReader() {}

    static boolean isPlain(String text) {
        return text.length() == 12 && NORTH_AMERICAN.matcher(text).matches();
    }

    /** @param text begins with + */
    static Handle read(String text) {
        String digits = BETWEEN.matcher(inAsciiDigits(text.substring(1))).replaceAll("");
        if (SECOND_NUMBER.matcher(digits).find()) {
            throw HandleReader.unreadable("These are two phone numbers. Write each on a line of its own");
        }
        if (!DIGITS.matcher(digits).matches()) {
            throw HandleReader.unreadable(LETTERS, () -> atTheStart(text));
        }
        PhoneNumber number = possible(digits);
        if (number == null) {
            throw HandleReader.unreadable(IMPOSSIBLE, () -> abroad(digits));
        }
        return new Handle(Handle.Kind.PHONE, e164(number));
    }

    /** Whether it is made of what phone numbers are made of, letters beside it included. */
    static boolean looksLikeOne(String text) {
        return NUMBER_AT_THE_START.matcher(inAsciiDigits(text)).lookingAt() || text.startsWith("(");
    }

    /** A number without + is not guessed: it may be one of this country or of another, or no phone number at all. */
    static Handle.Unreadable withoutPlus(String text) {
        String digits = BETWEEN.matcher(inAsciiDigits(text)).replaceAll("");
        if (!DIGITS.matcher(digits).matches()) {
            return HandleReader.unreadable(
                    LETTERS, () -> withPlus(BETWEEN.matcher(atTheStart(text)).replaceAll("")));
        }
        return HandleReader.unreadable(
                ALONE,
                () -> withPlus(digits),
                () -> digits.length() == inAsciiDigits(text).length() ? "dsid:" + digits : "");
    }

    /** The number that bare digits are most likely meant to be, in groups; empty where there is none. */
    private static String withPlus(String digits) {
        String abroad = abroad(digits);
        if (!abroad.isEmpty()) {
            return abroad;
        }
        String american = digits.length() == 10 ? inGroups("1" + digits) : "";
        return american.isEmpty() ? inGroups(digits) : american;
    }

    /** The number behind what is dialled before a country code; empty where nothing is. */
    private static String abroad(String digits) {
        Matcher abroad = DIALLED_ABROAD.matcher(digits);
        return abroad.matches() ? inGroups(abroad.group(1)) : "";
    }

    private static String inGroups(String digits) {
        PhoneNumber number = possible(digits);
        return number == null ? "" : readable(e164(number));
    }

    /** The number at the start of a text in which more stands; empty where none does. */
    private static String atTheStart(String text) {
        Matcher number = NUMBER_AT_THE_START.matcher(inAsciiDigits(text));
        return number.lookingAt() ? number.group() : "";
    }

    private static @Nullable PhoneNumber possible(String digits) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            PhoneNumber number = numbers.parse("+" + oneForm(digits), null);
            // "Possible" alone would let local numbers pass, to which an area code is missing.
            return numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                            && LENGTH.matcher(e164(number)).matches()
                    ? number
                    : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static String oneForm(String digits) {
        Matcher mexican = MEXICAN_WITH_PREFIX.matcher(digits);
        if (mexican.matches()) {
            return "52" + mexican.group(1);
        }
        Matcher argentine = ARGENTINE_WITHOUT_9.matcher(digits);
        return argentine.matches() ? "549" + argentine.group(1) : digits;
    }

    private static String e164(PhoneNumber number) {
        String e164 = PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
        // Once more: the library may have taken a trunk prefix away, and then it is one of these.
        return "+" + oneForm(e164.substring(1));
    }

    /** In groups, as the country writes it for callers from abroad. */
    static String readable(String e164) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.format(numbers.parse(e164, null), PhoneNumberFormat.INTERNATIONAL);
        } catch (NumberParseException e) {
            return e164;
        }
    }

    static List<String> spellings(String e164) {
        if (e164.startsWith("+549")) {
            return List.of(e164, "+54" + e164.substring(4));
        }
        return e164.startsWith("+52") && !e164.startsWith("+521")
                ? List.of(e164, "+521" + e164.substring(3))
                : List.of(e164);
    }

    /** Decimal digits of every script as 0 to 9; all else as it is. */
    static String inAsciiDigits(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.getType(point) == Character.DECIMAL_DIGIT_NUMBER) {
                plain.append((char) ('0' + Character.digit(point, 10)));
            } else {
                plain.appendCodePoint(point);
            }
        });
        return plain.toString();
    }
}
