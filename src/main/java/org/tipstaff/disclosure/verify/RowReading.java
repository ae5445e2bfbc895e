package org.tipstaff.disclosure.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.twin.CsvTwin;
import org.tipstaff.disclosure.twin.JsonTwin;

/** Rows of a twin, one at a time; values under {@link RowTexts#NAMES}. */
interface RowReading extends Closeable {
    /**
     * The next row.
     *
     * @return null after the last
     * @throws IOException where it is no such file
     */
    @Nullable
    List<String> next() throws IOException;

    @Override
    default void close() throws IOException {}

    /** Of a file of {@link CsvTwin} (RFC 4180), without the header and the guarding apostrophes. */
    static RowReading csv(InputStream in) throws IOException {
        Csv csv = new Csv(in);
        List<String> header = csv.record();
        csv.bound = header != null
                && header.size() == RowTexts.NAMES.size() + 1
                && header.get(RowTexts.NAMES.size()).startsWith(RowTexts.ORIGIN);
        if (header == null || !RowTexts.NAMES.equals(csv.withoutOrigin(header))) {
            csv.close();
            throw new IOException("The CSV has other columns");
        }
        return csv;
    }

    /** Of a file of {@link JsonTwin}. */
    static RowReading json(InputStream in) throws IOException {
        JsonParser parser = new JsonFactory().createParser(in);
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.FIELD_NAME
                    && parser.currentName().equals("rows")
                    && parser.getParsingContext().getParent().inRoot()) {
                parser.nextToken();
                return new Json(parser);
            }
        }
        parser.close();
        throw new IOException("The JSON has no rows");
    }

    /** See {@link #json}. */
    final class Json implements RowReading {
        private static final ObjectMapper MAPPER = new ObjectMapper();
        private final JsonParser parser;

        private Json(JsonParser parser) {
            this.parser = parser;
        }

        @Override
        public @Nullable List<String> next() throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            JsonNode row = MAPPER.readTree(parser);
            return List.of(
                    row.path("number").asText(),
                    row.path("term").asText(),
                    row.path("log").asText(),
                    row.path("occurredAt").asText(),
                    row.path("source").path("value").asText(),
                    row.path("target").path("value").asText(),
                    row.path("clientIp").asText(),
                    row.path("service").asText(),
                    row.path("lookupDevices").asText(),
                    row.path("userAgent").asText(),
                    row.path("hardwareVersion").asText(),
                    row.path("osVersion").asText());
        }

        @Override
        public void close() throws IOException {
            parser.close();
        }
    }

    /** See {@link #csv}. */
    final class Csv implements RowReading {
        private static final int END = -1;
        private final Reader in;
        private final StringBuilder cell = new StringBuilder();
        /** Whether a last column names the disclosure; files of earlier years have none. */
        private boolean bound;

        private Csv(InputStream in) {
            this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        }

        @Override
        public @Nullable List<String> next() throws IOException {
            List<String> record = record();
            if (record != null && bound && !record.get(record.size() - 1).isEmpty()) {
                throw new IOException("The CSV has values in its column of the disclosure");
            }
            return record == null ? null : withoutOrigin(record);
        }

        private List<String> withoutOrigin(List<String> record) {
            return bound ? record.subList(0, record.size() - 1) : record;
        }

        private @Nullable List<String> record() throws IOException {
            List<String> row = new ArrayList<>(RowTexts.NAMES.size() + 1);
            int c = in.read();
            if (c == END) {
                return null;
            }
            while (true) {
                c = c == '"' ? quoted() : plain(c);
                row.add(cell.length() > 0 && cell.charAt(0) == '\'' ? cell.substring(1) : cell.toString());
                if (c == '\r' && in.read() == '\n') {
                    return row;
                }
                if (c != ',') {
                    throw new IOException("This is no CSV");
                }
                c = in.read();
            }
        }

        /** Reads a cell that begins with this character; returns what ends it. */
        private int plain(int first) throws IOException {
            cell.setLength(0);
            int c = first;
            while (c != ',' && c != '\r' && c != END) {
                if (c == '"' || c == '\n') {
                    throw new IOException("This is no CSV");
                }
                cell.append((char) c);
                c = in.read();
            }
            return c;
        }

        private int quoted() throws IOException {
            cell.setLength(0);
            while (true) {
                int c = in.read();
                if (c == '"') {
                    c = in.read();
                    if (c != '"') {
                        return c;
                    }
                }
                if (c == END) {
                    throw new IOException("This is no CSV");
                }
                cell.append((char) c);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
