package org.tipstaff.web.form;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Dates and instants that somebody or a program wrote, in ISO 8601. Only years that legal process can speak of: others are
 * slips, and no database and no paper has a place for all that the format allows.
 */
public final class TypedTime {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2200;

    private TypedTime() {}

    /** {@code 2026-11-20}; nothing where it is no such date. */
    public static Optional<LocalDate> date(String text) {
        try {
            return plausible(LocalDate.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** {@code 2026-11-20T08:30:00Z}, or with another offset; nothing where it is no such instant. */
    public static Optional<Instant> instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return plausible(time.toLocalDate()).map(date -> time.toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same date; nothing where its year is a slip. */
    public static Optional<LocalDate> plausible(LocalDate date) {
        return Optional.of(date).filter(one -> one.getYear() >= FIRST_YEAR && one.getYear() <= LAST_YEAR);
    }
}
