package org.tipstaff.disclosure.verify;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A letter of the provider, as it says of itself by the facts on its cover.
 *
 * @param name number and kind, for example {@code TS-26-004182-L1: Refusal}
 * @param issuedBy who decided, or on whose behalf it was issued
 */
record PrintedLetter(String name, String issuedBy) {
    private static final Pattern NAME = Pattern.compile("TS-[0-9]{2}-[0-9]{6,9}-L[0-9]+: .+");

    /** @param printed the rows of all tables of a document */
    static Optional<PrintedLetter> in(List<List<String>> printed) {
        return fact(printed, "Letter")
                .filter(name -> NAME.matcher(name).matches())
                .map(name -> new PrintedLetter(name, fact(printed, "Issued by").orElse("nobody named")));
    }

    private static Optional<String> fact(List<List<String>> printed, String name) {
        return printed.stream()
                .filter(row -> row.size() == 2 && row.get(0).equals(name))
                .map(row -> row.get(1))
                .findFirst();
    }
}
