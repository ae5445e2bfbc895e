package org.tipstaff.request.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Instrument;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.TypedTime;

/** Reads the form's fields of a draft: what can be read becomes {@link FilingParts}, what cannot becomes an error. */
public final class DraftForm {
    /** Zones that an order is likely to speak of; the page's list. */
    public static final List<String> ZONES = List.of(
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
                HandleList.of(draft.field(FilingCheck.HANDLES)),
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
            return TypedTime.plausible(
                    LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private @Nullable Instant instant(String field, ZoneId zone) {
        LocalDate date = date(field);
        if (date == null) {
            return null;
        }
        try {
            return new WallClock(date, zone).read(draft.field(field + ".time").strip());
        } catch (WallClock.Unclear e) {
            wrong.add(new Problem.Detail(field, String.valueOf(e.getMessage())));
            return null;
        }
    }
}
