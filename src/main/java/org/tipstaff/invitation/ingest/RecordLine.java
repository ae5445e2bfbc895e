package org.tipstaff.invitation.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.NetworkAddress;

/** Reads one line of the log-writer's NDJSON: an object whose fields have the names of the log's columns. */
public final class RecordLine {
    static final int MAX_TEXT = 512;
    /** Longest id, in characters. */
    static final int MAX_ID = 64;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build();

    private final Map<Field, String> values = new EnumMap<>(Field.class);

    private enum Field {
        LOG("log"),
        OCCURRED_AT("occurredAt"),
        SOURCE_HANDLE("sourceHandle"),
        TARGET_HANDLE("targetHandle"),
        CLIENT_IP("clientIp"),
        SERVICE("service"),
        LOOKUP_DEVICES("lookupDevices"),
        USER_AGENT("userAgent"),
        HARDWARE_VERSION("hardwareVersion"),
        OS_VERSION("osVersion"),
        ID("id");

        private final String name;

        Field(String name) {
            this.name = name;
        }

        static Field named(@Nullable String name) throws Malformed {
            for (Field field : values()) {
                if (field.name.equals(name)) {
                    return field;
                }
            }
            throw new Malformed("a field that the log does not have");
        }
    }

    /** A line that is no row. The message names the field and never repeats a value. */
    public static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean impossibleHandle;

        public Malformed(String reason) {
            this(reason, false);
        }

        Malformed(String reason, boolean impossibleHandle) {
            super(reason, null, false, false);
            this.impossibleHandle = impossibleHandle;
        }

        /** Whether everything else may be right: a writer that spells handles otherwise loses all their rows. */
        boolean isImpossibleHandle() {
            return impossibleHandle;
        }
    }

    /**
     * What a line says.
     *
     * @param id by which the log keeps the row once; null where the writer gave none
     */
    public record Line(LogRecord row, @Nullable String id) {}

    private RecordLine() {}

    public static Line read(byte[] line, int length) throws Malformed {
        RecordLine fields = new RecordLine();
        try (JsonParser parser = JSON.createParser(line, 0, length)) {
            fields.collect(parser);
        } catch (JsonProcessingException e) {
            // Its message quotes the line.
            throw new Malformed("not a JSON object");
        } catch (IOException e) {
            throw new Malformed("not UTF-8");
        }
        return new Line(fields.row(), fields.id());
    }

    private void collect(JsonParser parser) throws IOException, Malformed {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Malformed("not a JSON object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Field field = Field.named(parser.currentName());
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING
                    || field == Field.LOOKUP_DEVICES && token == JsonToken.VALUE_NUMBER_INT) {
                String text = parser.getText();
                if (text.length() > MAX_TEXT) {
                    throw new Malformed(field.name + " is longer than " + MAX_TEXT + " characters");
                }
                values.put(field, text);
            } else if (token != JsonToken.VALUE_NULL) {
                throw new Malformed(field.name + " is of the wrong type");
            }
        }
        if (parser.nextToken() != null) {
            throw new Malformed("more than one JSON object");
        }
    }

    private LogRecord row() throws Malformed {
        LogKind log = log();
        Handle target = values.containsKey(Field.TARGET_HANDLE) ? handle(Field.TARGET_HANDLE) : null;
        if ((target == null) == log.hasTarget()) {
            throw new Malformed(target == null ? "targetHandle is missing" : "the sign-in log has no targetHandle");
        }
        LogDetails details = new LogDetails(
                clientIp(),
                text(Field.SERVICE),
                devices(),
                text(Field.USER_AGENT),
                text(Field.HARDWARE_VERSION),
                text(Field.OS_VERSION));
        return new LogRecord(log, occurredAt(), handle(Field.SOURCE_HANDLE), target, details);
    }

    private @Nullable String id() throws Malformed {
        String text = values.get(Field.ID);
        // Of one spelling each: nothing that two programs could write differently, and nothing that cannot be seen.
        if (text == null
                || (text.length() <= MAX_ID && !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127))) {
            return text;
        }
        throw new Malformed("id is not 1 to " + MAX_ID + " characters of printable ASCII without spaces");
    }

    private LogKind log() throws Malformed {
        try {
            return LogKind.valueOf(required(Field.LOG));
        } catch (IllegalArgumentException e) {
            throw new Malformed("log is none of the logs");
        }
    }

    private Instant occurredAt() throws Malformed {
        Instant instant;
        try {
            instant = OffsetDateTime.parse(required(Field.OCCURRED_AT)).toInstant();
        } catch (DateTimeException e) {
            throw new Malformed("occurredAt is not an instant such as 2026-11-20T08:30:00.000001Z");
        }
        if (instant.getNano() % 1_000 != 0) {
            throw new Malformed("occurredAt is finer than microseconds");
        }
        return instant;
    }

    private Handle handle(Field field) throws Malformed {
        try {
            return Handle.ofLog(required(field));
        } catch (Handle.Unreadable e) {
            throw new Malformed(field.name + " is no handle: " + e.getMessage(), true);
        }
    }

    private String clientIp() throws Malformed {
        String text = text(Field.CLIENT_IP);
        if (text.isEmpty() || NetworkAddress.isLiteral(text)) {
            return text;
        }
        throw new Malformed("clientIp is no IPv4 or IPv6 address");
    }

    private int devices() throws Malformed {
        String text = text(Field.LOOKUP_DEVICES);
        try {
            int number = text.isEmpty() ? 0 : Integer.parseInt(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Malformed("lookupDevices is not a number of devices");
    }

    private String required(Field field) throws Malformed {
        String text = values.get(field);
        if (text == null) {
            throw new Malformed(field.name + " is missing");
        }
        return text;
    }

    private String text(Field field) {
        return values.getOrDefault(field, "");
    }
}
