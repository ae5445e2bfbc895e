package org.tipstaff.invitation.day;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.tipstaff.sealing.KeyName;

/** A UTC day of the log: the unit of tables, of keys and of destruction. */
public record LogDay(LocalDate date) implements Comparable<LogDay> {
    public static final String KEY_PREFIX = "log/";
    /** The table that those of the days are made like, always empty, with its schema. */
    public static final String SHAPE = "invitation.record";
    /** Where late rows of a day wait while the day is laid out anew, with its schema. */
    public static final String LATE = "invitation.late_record";

    public static LogDay of(Instant instant) {
        return new LogDay(LocalDate.ofInstant(instant, ZoneOffset.UTC));
    }

    public Instant start() {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** First instant of the next day. */
    public Instant end() {
        return date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether even the day's last microsecond is at or before the cut-off. */
    public boolean isPast(Instant cutoff) {
        return !end().minus(1, ChronoUnit.MICROS).isAfter(cutoff);
    }

    /** Name of the day's table, with its schema; a date is made of digits only, so safe in SQL text. */
    public String table() {
        return "invitation." + tableName();
    }

    /** What is true of all rows of the day's table: one of another day would be sealed under a key that retention does not find. */
    public String constraint() {
        return "CONSTRAINT of_day CHECK (occurred_at >= '" + start() + "' AND occurred_at < '" + end() + "')";
    }

    /** The same without the schema. */
    public String tableName() {
        return "record_" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }

    /** Name of the table in which the day is laid out anew, with its schema. */
    public String layout() {
        return "invitation.layout_" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }

    /** Name of the table of the ids that rows of the day came with, with its schema. */
    public String idsTable() {
        return "invitation.record_id_" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
    }

    public KeyName handlesKey() {
        return new KeyName(KEY_PREFIX + date + "/handles");
    }

    public KeyName detailsKey() {
        return new KeyName(KEY_PREFIX + date + "/details");
    }

    @Override
    public int compareTo(LogDay other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date.toString();
    }
}
