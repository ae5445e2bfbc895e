package org.tipstaff.disclosure.transparency;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The period of a transparency report, in UTC.
 *
 * @param half 1 for January to June, 2 for July to December
 */
public record HalfYear(int year, int half) implements Comparable<HalfYear> {
    private static final Pattern FORM = Pattern.compile("(2[0-9]{3})-H([12])");

    public HalfYear {
        if (half < 1 || half > 2) {
            throw new IllegalArgumentException("A year has two halves");
        }
    }

    public static HalfYear of(Instant at) {
        LocalDate date = LocalDate.ofInstant(at, ZoneOffset.UTC);
        return new HalfYear(date.getYear(), date.getMonthValue() <= 6 ? 1 : 2);
    }

    /** Reads what {@link #code()} wrote. */
    static Optional<HalfYear> parse(String code) {
        Matcher matcher = FORM.matcher(code);
        return matcher.matches()
                ? Optional.of(new HalfYear(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    /** As it stands in an address, for example {@code 2026-H1}. */
    String code() {
        return year + "-H" + half;
    }

    /** As people write it, for example {@code 2026 H1}. */
    String title() {
        return year + " H" + half;
    }

    Instant from() {
        return LocalDate.of(year, half == 1 ? 1 : 7, 1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    /** First instant after it. */
    Instant to() {
        return next().from();
    }

    HalfYear next() {
        return half == 1 ? new HalfYear(year, 2) : new HalfYear(year + 1, 1);
    }

    /** From this to the last, newest first; only the last where it is earlier than this. */
    List<HalfYear> until(HalfYear last) {
        List<HalfYear> all = new ArrayList<>();
        for (HalfYear period = this; period.compareTo(last) < 0; period = period.next()) {
            all.add(0, period);
        }
        all.add(0, last);
        return List.copyOf(all);
    }

    @Override
    public int compareTo(HalfYear other) {
        return year == other.year ? Integer.compare(half, other.half) : Integer.compare(year, other.year);
    }
}
