package org.tipstaff.invitation.kafka;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.ingest.ArrivingRows;
import org.tipstaff.invitation.ingest.RecordLine;
import org.tipstaff.invitation.ingest.RecordLines;

/**
 * The records of a partition between two offsets. Not every offset has a record: Kafka's own marks take some.
 *
 * @param from offset of the first record
 * @param until offset after the last one
 * @param claimed whether these bounds are already in the database
 */
public record TopicBatch(TopicPart part, long from, long until, boolean claimed, List<Line> lines) {

    /**
     * A record: one JSON object, as a line of the log-writer's NDJSON.
     *
     * @param value none where the producer sent none
     */
    public record Line(long offset, byte @Nullable [] value) {}

    /**
     * A record that is no row.
     *
     * @param reason names fields, never values
     */
    public record Rejection(long offset, String reason) {}

    public TopicBatch {
        lines = List.copyOf(lines);
    }

    /** The same for the same records, however often and by whomever they are sent. */
    String key() {
        return "kafka/" + part.topicId() + "/" + part.number() + "/" + from + "-" + until;
    }

    public Rows rows() {
        return new Rows(lines.iterator());
    }

    /** The records as rows. What is none is passed over, and known once all have been read. */
    public static final class Rows implements ArrivingRows {
        private final Iterator<Line> lines;
        private final List<Rejection> rejections = new ArrayList<>();
        private RecordLine.@Nullable Line next;
        private long offset;
        private @Nullable String id;

        private Rows(Iterator<Line> lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (next == null && lines.hasNext()) {
                Line line = lines.next();
                offset = line.offset();
                next = row(line);
            }
            return next != null;
        }

        @Override
        public LogRecord next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            LogRecord row = next.row();
            id = next.id();
            next = null;
            return row;
        }

        @Override
        public @Nullable String id() {
            return id;
        }

        /** The record's offset. */
        @Override
        public long place() {
            return offset;
        }

        @Override
        public void refuse(long place, String reason) {
            rejections.add(new Rejection(place, reason));
        }

        /** All of them, also where nobody asked for the rows. */
        public List<Rejection> rejections() {
            while (hasNext()) {
                next();
            }
            return List.copyOf(rejections);
        }

        private RecordLine.@Nullable Line row(Line line) {
            try {
                byte[] value = line.value();
                if (value == null) {
                    throw new RecordLine.Malformed("without a value");
                }
                if (value.length > RecordLines.MAX_LINE) {
                    throw new RecordLine.Malformed("longer than " + RecordLines.MAX_LINE + " bytes");
                }
                return RecordLine.read(value, value.length);
            } catch (RecordLine.Malformed e) {
                rejections.add(new Rejection(line.offset(), String.valueOf(e.getMessage())));
                return null;
            }
        }
    }
}
