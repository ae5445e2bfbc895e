package org.tipstaff.web;

import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateExtension;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How values look on a page. Times are shown in the house's zone (setting {@code tipstaff.zone}, IANA name) and carry
 * UTC beside them, because the log and the disclosures speak UTC.
 */
@TemplateExtension
public final class Display {
    private static final DateTimeFormatter US_DATE = DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.US);
    private static final DateTimeFormatter US_TIME = DateTimeFormatter.ofPattern("h:mm", Locale.US);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.US);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.US).withZone(ZoneOffset.UTC);

    private Display() {}

    private static final class House {
        static final ZoneId ZONE = ConfigProvider.getConfig()
                .getOptionalValue("tipstaff.zone", String.class)
                .map(ZoneId::of)
                .orElse(ZoneId.of("America/New_York"));
    }

    /** For example {@code 11/24/2026, 9:42 a.m. EST}. */
    public static String local(Instant at) {
        return local(at, House.ZONE);
    }

    static String local(Instant at, ZoneId zone) {
        var there = at.atZone(zone);
        return US_DATE.format(there) + ", " + US_TIME.format(there) + (there.getHour() < 12 ? " a.m. " : " p.m. ")
                + ZONE.format(there);
    }

    /** For example {@code 2026-11-24 14:42:07 UTC}. */
    public static String utc(Instant at) {
        return UTC.format(at);
    }

    /** Local time; UTC on pointing at it and for programs. */
    public static RawString time(Instant at) {
        return new RawString("<time datetime=\"%s\" title=\"%s\">%s</time>"
                .formatted(at.truncatedTo(ChronoUnit.SECONDS), utc(at), local(at)));
    }

    /** Local time and, less loud, UTC. */
    public static RawString both(Instant at) {
        return new RawString(time(at).getValue() + " <span class=\"muted nowrap\">" + utc(at) + "</span>");
    }

    /** The day in the house's zone, for example {@code 11/24/2026}. */
    public static String day(Instant at) {
        return us(at.atZone(House.ZONE).toLocalDate());
    }

    /** Days on the calendar of the house's zone from one instant to another. */
    static long days(Instant from, Instant to) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(from, House.ZONE), LocalDate.ofInstant(to, House.ZONE));
    }

    /** For example {@code 11/24/2026}. */
    public static String us(LocalDate date) {
        return US_DATE.format(date);
    }

    /** Bytes in the decimal units of file managers, for example {@code 1.8 MB}. */
    public static String size(Number bytes) {
        double amount = bytes.doubleValue();
        if (amount < 1000) {
            return counted(bytes, "byte");
        }
        if (amount < 999_500) {
            return Math.round(amount / 1000) + " KB";
        }
        return String.format(Locale.US, "%.1f MB", amount / 1_000_000);
    }

    /** For example {@code 50,000}. */
    public static String grouped(Number number) {
        return String.format(Locale.US, "%,d", number.longValue());
    }

    /** For example {@code 1 row} or {@code 2,310 rows}; nouns that add an s. */
    public static String counted(Number number, String noun) {
        return grouped(number) + " " + noun + (number.longValue() == 1 ? "" : "s");
    }

    /** Head and tail of a hash in hex, for example {@code 5f3a91c27d0b…e07b44d8}. */
    public static String abbreviated(String hex) {
        return hex.length() <= 24 ? hex : hex.substring(0, 12) + "…" + hex.substring(hex.length() - 8);
    }

    /** Long addresses and codes may break after @ and _, before any other place. Escaped here, so it may be put in as it is. */
    public static RawString breakable(String text) {
        return new RawString(escape(text).replace("@", "@<wbr>").replace("_", "_<wbr>"));
    }

    /** Typed lines as lines. Escaped here, so it may be put in as it is. */
    public static RawString broken(String text) {
        return new RawString(escape(text.strip()).replaceAll("\\R", "<br>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
