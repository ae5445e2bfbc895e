package org.tipstaff.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Instrument;
import org.tipstaff.web.Problem;

/** Reads the form's fields of a draft: what can be read becomes {@link FilingParts}, what cannot becomes an error. */
final class DraftForm {
    /** Zones that an order is likely to speak of; the page's list. */
    static final List<String> ZONES = List.of(
            "UTC",
            "America/New_York",
            "America/Chicago",
            "America/Denver",
            "America/Phoenix",
            "America/Los_Angeles",
            "America/Anchorage",
            "Pacific/Honolulu",
            "America/Puerto_Rico",
            "Pacific/Guam");

    private static final Pattern TIME = Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?");
    private static final Pattern BETWEEN_HANDLES = Pattern.compile("[\\n\\r,;\\t]+");

    private final Draft draft;
    private final List<Problem.Detail> wrong = new ArrayList<>();

    DraftForm(Draft draft) {
        this.draft = draft;
    }

    /** Everything that was typed and cannot be read; filled by {@link #parts()}. */
    List<Problem.Detail> wrong() {
        return wrong;
    }

    FilingParts parts() {
        boolean nondisclosure = draft.field("nondisclosure").equals("yes");
        ZoneId zone = zone();
        Instrument instrument = choice(Instrument.class, FilingCheck.INSTRUMENT);
        return new FilingParts(
                instrument,
                draft.field(FilingCheck.COURT),
                draft.field(FilingCheck.JUDGE),
                draft.field(FilingCheck.DOCKET),
                date(FilingCheck.ISSUED_ON),
                draft.field(FilingCheck.AGENCY_CASE_NUMBER),
                nondisclosure ? date(FilingCheck.NONDISCLOSURE_UNTIL) : null,
                draft.field("attested").equals("yes"),
                handles(draft.field(FilingCheck.HANDLES)),
                logs(),
                choice(Direction.class, FilingCheck.DIRECTION),
                instant(FilingCheck.FROM, zone),
                instant(FilingCheck.TO, zone),
                draft.documentId(),
                instrument == Instrument.PRESERVATION ? "" : draft.field(FilingCheck.PRESERVATION));
    }

    private <E extends Enum<E>> @Nullable E choice(Class<E> type, String field) {
        String typed = draft.field(field);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(typed))
                .findFirst()
                .orElse(null);
    }

    private Set<LogKind> logs() {
        Set<LogKind> logs = EnumSet.noneOf(LogKind.class);
        for (LogKind log : LogKind.values()) {
            if (!draft.field("log." + log.name()).isEmpty()) {
                logs.add(log);
            }
        }
        return logs;
    }

    /** One handle a line, or separated by commas, semicolons or tabs, as pasted from a table; a header is left out. */
    static List<String> handles(String typed) {
        return Stream.of(BETWEEN_HANDLES.split(typed))
                .map(String::strip)
                .map(text -> text.replaceAll("^\"|\"$", ""))
                .filter(text ->
                        !text.isEmpty() && !text.equalsIgnoreCase("handle") && !text.equalsIgnoreCase("handles"))
                .collect(java.util.stream.Collectors.toCollection(LinkedHashSet::new))
                .stream()
                .toList();
    }

    private ZoneId zone() {
        String zone = draft.field("zone");
        return ZoneId.of(ZONES.contains(zone) ? zone : "UTC");
    }

    private @Nullable LocalDate date(String field) {
        String month = draft.field(field + ".month").strip();
        String day = draft.field(field + ".day").strip();
        String year = draft.field(field + ".year").strip();
        if (month.isEmpty() && day.isEmpty() && year.isEmpty()) {
            return null;
        }
        Optional<LocalDate> date = dateOf(year, month, day);
        if (date.isEmpty()) {
            wrong.add(
                    new Problem.Detail(field, "Enter a date that exists: month, day and year, for example 11 20 2026"));
        }
        return date.orElse(null);
    }

    private static Optional<LocalDate> dateOf(String year, String month, String day) {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return date.getYear() < 1900 || date.getYear() > 2200 ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private @Nullable Instant instant(String field, ZoneId zone) {
        LocalDate date = date(field);
        if (date == null) {
            return null;
        }
        String typed = draft.field(field + ".time").strip();
        Optional<LocalTime> time = typed.isEmpty() ? Optional.of(LocalTime.MIDNIGHT) : timeOf(typed);
        if (time.isEmpty()) {
            wrong.add(new Problem.Detail(field, "Enter the time as hours and minutes, for example 14:30"));
            return null;
        }
        return ZonedDateTime.of(date, time.get(), zone).toInstant();
    }

    private static Optional<LocalTime> timeOf(String typed) {
        Matcher matcher = TIME.matcher(typed);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            String seconds = matcher.group(3);
            return Optional.of(LocalTime.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    seconds == null ? 0 : Integer.parseInt(seconds)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
