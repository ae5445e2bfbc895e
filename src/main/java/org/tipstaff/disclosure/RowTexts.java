package org.tipstaff.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** How a row's values are spelt, the same wherever they stand. */
public final class RowTexts {
    /** The columns of the twins, in their order. */
    public static final List<String> NAMES = List.of(
            "number",
            "term",
            "log",
            "occurred_at",
            "source_handle",
            "target_handle",
            "client_ip",
            "service",
            "lookup_devices",
            "user_agent",
            "hardware_version",
            "os_version");

    /** How the name of the CSV's last column begins, which ends with the number of the disclosure. */
    public static final String ORIGIN = "disclosure ";

    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter READABLE = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

    private RowTexts() {}

    /** The values under {@link #NAMES}. */
    public static List<String> of(long number, LogRecord row, Terms.Item item) {
        LogDetails details = row.details();
        return List.of(
                Long.toString(number),
                item.label(),
                row.log().name(),
                exact(row.occurredAt()),
                whole(row.source().value()),
                target(row),
                whole(details.clientIp()),
                whole(details.service()),
                Integer.toString(details.lookupDevices()),
                whole(details.userAgent()),
                whole(details.hardwareVersion()),
                whole(details.osVersion()));
    }

    /** Half a surrogate pair is no character and has no form in UTF-8: U+FFFD stands in for it in every file. */
    public static String whole(String text) {
        if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(codePoint -> codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE
                        ? 0xFFFD
                        : codePoint)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    public static String target(LogRecord row) {
        Handle target = row.target();
        return target == null ? "" : whole(target.value());
    }

    /** RFC 3339, UTC, six decimals always. */
    public static String exact(Instant instant) {
        return EXACT.format(instant);
    }

    /** For eyes, under a heading that says UTC; six decimals always. */
    public static String readable(Instant instant) {
        return READABLE.format(instant);
    }

    /** As in the provider's spreadsheet and in sentences. */
    public static String seconds(Instant instant) {
        return SECONDS.format(instant);
    }

    public static String number(long value) {
        return String.format(Locale.US, "%,d", value);
    }

    /** For example "1 row" or "24,978 rows". */
    public static String rowsOf(long count) {
        return number(count) + (count == 1 ? " row" : " rows");
    }

    /** A day as sentences name it. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }
}
