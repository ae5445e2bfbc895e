package org.tipstaff.request.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.Display;

/**
 * Reads a time as the clocks of a zone show it. Once a year they leave an hour out and once they show an hour twice: a
 * time in the one is none, a time in the other is two, and neither is chosen for anybody.
 */
final class WallClock {
    private static final Pattern TIME =
            Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?:\\s*([A-Za-z]{2,5}|[+-][0-9]{2}:?[0-9]{2}))?");
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("HH:mm", Locale.US);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.US);
    private static final String FORM = "Enter the time as hours and minutes, for example 14:30";

    private final LocalDate date;
    private final ZoneId zone;

    WallClock(LocalDate date, ZoneId zone) {
        this.date = date;
        this.zone = zone;
    }

    /** What was typed is no instant; the message says why and what to write. */
    static final class Unclear extends Exception {
        private static final long serialVersionUID = 1L;

        Unclear(String message) {
            super(message, null, false, false);
        }
    }

    /** @param typed empty for the start of the day; may end in the name or the offset of the zone, as in 01:30 EDT */
    Instant read(String typed) throws Unclear {
        if (typed.isEmpty()) {
            return date.atStartOfDay(zone).toInstant();
        }
        Matcher matcher = TIME.matcher(typed);
        if (!matcher.matches()) {
            throw new Unclear(FORM);
        }
        LocalDateTime shown = date.atTime(time(matcher));
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(shown);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = zone.getRules().getTransition(shown);
            throw new Unclear(
                    "%s does not exist: on %s the clocks of %s go from %s to %s. Enter %s, or a time before %s"
                            .formatted(
                                    SHORT.format(shown),
                                    Display.us(date),
                                    zone,
                                    SHORT.format(gap.getDateTimeBefore()),
                                    SHORT.format(gap.getDateTimeAfter()),
                                    SHORT.format(gap.getDateTimeAfter()),
                                    SHORT.format(gap.getDateTimeBefore())));
        }
        return chosen(shown, offsets, matcher.group(4));
    }

    private Instant chosen(LocalDateTime shown, List<ZoneOffset> offsets, @Nullable String which) throws Unclear {
        List<ZoneOffset> meant = which == null
                ? offsets
                : offsets.stream()
                        .filter(offset -> names(shown, offset).contains(which.toUpperCase(Locale.ROOT)))
                        .toList();
        if (meant.size() == 1) {
            return shown.toInstant(meant.get(0));
        }
        String first = SHORT.format(shown) + " " + names(shown, offsets.get(0)).get(0);
        if (offsets.size() == 1) {
            throw new Unclear("On %s the clocks of %s do not show that. Enter %s, or choose another zone"
                    .formatted(Display.us(date), zone, first));
        }
        throw new Unclear(
                "%s comes twice: on %s the clocks of %s are put back an hour. Enter %s for the first time, %s %s for the second"
                        .formatted(
                                SHORT.format(shown),
                                Display.us(date),
                                zone,
                                first,
                                SHORT.format(shown),
                                names(shown, offsets.get(1)).get(0)));
    }

    private List<String> names(LocalDateTime shown, ZoneOffset offset) {
        String name = ZONE.format(ZonedDateTime.ofInstant(shown, offset, zone));
        String written = offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
        return List.of(name.toUpperCase(Locale.ROOT), written, written.replace(":", ""));
    }

    private static LocalTime time(Matcher matcher) throws Unclear {
        try {
            String seconds = matcher.group(3);
            return LocalTime.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    seconds == null ? 0 : Integer.parseInt(seconds));
        } catch (DateTimeException e) {
            throw new Unclear(FORM);
        }
    }
}
