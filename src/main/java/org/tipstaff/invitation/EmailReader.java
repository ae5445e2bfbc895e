package org.tipstaff.invitation;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.Normalizer2;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * E-mail addresses: each that can exist in one spelling, lower case with the domain's A-labels (IDNA 2008 by UTS #46,
 * not transitional). A domain is compared by the name service in these, so two ways to write it are one.
 */
final class EmailReader {
    /** No part of a shorter address is too long. */
    private static final int LONGEST_PLAIN = 64;

    private static final String INCOMPLETE = "This is not a complete e-mail address";
    private static final String NO_DOMAIN = "The part behind @ is not the name of a domain that can exist";
    private static final String BEFORE = "The part before @ has a sign that no e-mail address has there";

    private static final Pattern ASCII_NAME = Pattern.compile("[a-z0-9!#$%&'*+/=?^_`{|}~-]");
    /** The last label of a domain is never digits alone; those are numbers of networks. */
    private static final Pattern DOMAIN = Pattern.compile("(?:[^.]{1,63}\\.)+(?=[^.]*[a-z])[^.]{2,63}");

    private static final Pattern SECOND_ADDRESS = Pattern.compile("@[^@]*@");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\]*)\"");
    private static final IDNA UTS46 = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.CHECK_CONTEXTO);

    private EmailReader() {}

    /**
     * Whether nothing is left to be normalised in an address, as in most of a log's: lower-case letters, digits and single
     * signs, and a domain that is no A-label.
     */
    static boolean isPlain(String text) {
        if (text.length() > LONGEST_PLAIN) {
            return false;
        }
        int at = -1;
        int dot = -1;
        boolean separated = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean word = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || at < 0 && (c == '_' || c == '+');
            if (!word && (separated || c != '.' && c != '-' && (c != '@' || at >= 0))) {
                return false;
            }
            separated = !word;
            at = c == '@' ? i : at;
            dot = c == '.' ? i : dot;
        }
        return !separated && at > 0 && dot > at && text.length() - dot > 2 && isPlainDomain(text, at, dot);
    }

    /** Letters alone behind the last dot, and no label that begins as an A-label does. */
    private static boolean isPlainDomain(String text, int at, int dot) {
        for (int i = dot + 1; i < text.length(); i++) {
            if (text.charAt(i) < 'a') {
                return false;
            }
        }
        return text.indexOf("xn-", at) < 0;
    }

    static Handle read(TypedText typed, HandleReader.Doubt doubt) {
        String text = typed.value();
        if (SECOND_ADDRESS.matcher(text).find()) {
            throw HandleReader.unreadable("There is more than one @ in it. Write each address on a line of its own");
        }
        if (text.chars().anyMatch(Character::isWhitespace) || text.indexOf('(') >= 0) {
            throw HandleReader.unreadable(
                    "This e-mail address has a blank or a bracket in it",
                    () -> text.replaceAll("\\s*\\([^()]*\\)\\s*", "").replaceAll("\\s*([@.])\\s*", "$1"));
        }
        if (typed.scheme().equals("mailto") && text.indexOf('?') > text.indexOf('@')) {
            throw HandleReader.unreadable(
                    "This is a link with more than an address", () -> text.substring(0, text.indexOf('?')));
        }
        boolean escaped = typed.scheme().equals("mailto") && text.indexOf('%') >= 0;
        String whole = escaped ? unescaped(text) : text;
        int at = whole.lastIndexOf('@');
        if (at <= 0 || whole.indexOf('@') != at || at == whole.length() - 1) {
            throw HandleReader.unreadable(INCOMPLETE);
        }
        if (HandleReader.WITH_A_NAME.matcher(whole).matches()) {
            throw HandleReader.unreadable(
                    BEFORE, () -> HandleReader.WITH_A_NAME.matcher(whole).replaceFirst("$1"));
        }
        String name = name(whole.substring(0, at));
        String domain = domain(whole.substring(at + 1));
        if (name.length() > 64 || domain.length() > 189 || name.length() + 1 + domain.length() > Handle.MAX_LENGTH) {
            throw HandleReader.unreadable("This e-mail address is too long");
        }
        if (doubt == HandleReader.Doubt.ASKED_BACK && !escaped) {
            Lookalikes.ask(name, whole.substring(at + 1));
        }
        return new Handle(Handle.Kind.EMAIL, name + "@" + domain);
    }

    /** RFC 6068, 2: whoever writes the bytes of a letter means this letter and none that looks like it. */
    private static String unescaped(String text) {
        try {
            return TypedText.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .value();
        } catch (IllegalArgumentException e) {
            throw HandleReader.unreadable(INCOMPLETE);
        }
    }

    private static String name(String typed) {
        var quoted = QUOTED.matcher(typed);
        String text = TypedText.withoutJoiners(quoted.matches() ? quoted.group(1) : typed);
        // Lower case may come apart into letters and marks again.
        String name = Normalizer2.getNFKCInstance().normalize(text.toLowerCase(Locale.ROOT));
        if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            throw HandleReader.unreadable("The part before @ begins or ends with a dot, or has two dots together");
        }
        if (!name.codePoints().allMatch(EmailReader::isOfName)) {
            throw HandleReader.unreadable(BEFORE);
        }
        return name;
    }

    /** RFC 5322 atoms, RFC 6532 for all other scripts. */
    private static boolean isOfName(int point) {
        if (point < 0x80) {
            return point == '.' || ASCII_NAME.matcher(Character.toString(point)).matches();
        }
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static String domain(String typed) {
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        UTS46.nameToASCII(typed, ascii, info);
        String bare = TypedText.withoutJoiners(typed);
        if (info.getErrors().contains(IDNA.Error.CONTEXTJ) && !bare.equals(typed)) {
            // A joiner where it joins nothing came with a paste; where it does, it tells two names apart.
            return domain(bare);
        }
        String domain = ascii.toString().toLowerCase(Locale.ROOT);
        if (info.hasErrors() || !DOMAIN.matcher(domain).matches()) {
            throw HandleReader.unreadable(NO_DOMAIN);
        }
        return domain;
    }

    /** With the domain in its own letters. */
    static String readable(String address) {
        int at = address.lastIndexOf('@');
        if (!address.startsWith("xn--", at + 1) && address.indexOf(".xn--", at) < 0) {
            return address;
        }
        StringBuilder unicode = new StringBuilder();
        IDNA.Info info = new IDNA.Info();
        UTS46.nameToUnicode(address.substring(at + 1), unicode, info);
        return info.hasErrors() ? address : address.substring(0, at + 1) + unicode;
    }

    /** With the letters escaped that would be asked back. */
    static String typed(String address) {
        return HandleReader.isReadable(address) ? address : Lookalikes.escaped(address);
    }

    static List<String> spellings(String address) {
        String readable = readable(address);
        return readable.equals(address) ? List.of(address) : List.of(address, readable);
    }
}
