package org.tipstaff.invitation;

import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;
import com.ibm.icu.util.ULocale;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that look like others: a Cyrillic letter in a Latin name, or a name all of whose letters look Latin and are
 * not (UTS #39). They exist, but whoever types one most likely copied it without knowing, so it is asked back.
 */
final class Lookalikes {
    private static final SpoofChecker SCRIPTS = new SpoofChecker.Builder()
            .setChecks(SpoofChecker.RESTRICTION_LEVEL | SpoofChecker.MIXED_NUMBERS)
            .setAllowedLocales(Set.<ULocale>of())
            .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
            .build();
    private static final Pattern ASCII = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern DOT = Pattern.compile("\\.");

    private Lookalikes() {}

    /**
     * @param name the part before @, normalised
     * @param domain as typed: who writes an A-label means it
     */
    static void ask(String name, String domain) {
        boolean doubtful = isDoubtful(name);
        for (String label : DOT.split(domain)) {
            doubtful |= isDoubtful(label);
        }
        if (doubtful) {
            throw HandleReader.unreadable(
                    "This e-mail address has letters of another script that look like Latin ones",
                    () -> inLatin(name) + "@" + inLatin(domain),
                    () -> escaped(name + "@" + domain));
        }
    }

    /** So that nothing is asked any more: the bytes of each letter that is no plain one, as a link writes them. */
    static String escaped(String address) {
        return "mailto:" + URLEncoder.encode(address, StandardCharsets.UTF_8).replace("%40", "@");
    }

    private static boolean isDoubtful(String text) {
        if (ASCII.matcher(text).matches()) {
            return false;
        }
        return SCRIPTS.failsChecks(text)
                || text.codePoints().noneMatch(point -> UScript.getScript(point) == UScript.LATIN)
                        && ASCII.matcher(SCRIPTS.getSkeleton(text)).matches();
    }

    /** Each letter that looks like a plain Latin one as that one. */
    private static String inLatin(String text) {
        StringBuilder latin = new StringBuilder();
        text.codePoints().forEach(point -> {
            String one = Character.toString(point);
            String looks = point < 0x80 ? one : SCRIPTS.getSkeleton(one);
            latin.append(ASCII.matcher(looks).matches() ? looks : one);
        });
        return latin.toString();
    }
}
