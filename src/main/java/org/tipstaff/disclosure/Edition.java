package org.tipstaff.disclosure;

import org.tipstaff.request.CaseReference;

/**
 * Which of a request's disclosures: the first, or one that corrects a recalled one.
 *
 * @param number from 1
 */
public record Edition(CaseReference reference, int number) {
    public Edition {
        if (number < 1) {
            throw new IllegalArgumentException("Editions are counted from 1");
        }
    }

    public static Edition first(CaseReference reference) {
        return new Edition(reference, 1);
    }

    public Edition next() {
        return new Edition(reference, number + 1);
    }

    /** As it is printed, for example {@code TS-26-000017-D2}. */
    @Override
    public String toString() {
        return reference + "-D" + number;
    }

    /** Where an object of this edition lies below those of its request; the first has no folder of its own. */
    String path(String what) {
        return number == 1 ? what : "D" + number + "/" + what;
    }
}
