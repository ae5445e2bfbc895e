package org.tipstaff.invitation.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.sealing.Sha256;

/**
 * NDJSON as rows, line by line in bounded memory. A malformed line is counted and passed over; empty lines are nothing.
 */
public final class RecordLines implements ArrivingRows {
    /** Longest line, in bytes. */
    public static final int MAX_LINE = 16_384;

    static final int MAX_PROBLEMS = 100;

    private static final int END = -1;
    private static final int TOO_LONG = -2;

    private final InputStream in;
    private final MessageDigest content = Sha256.digest();
    private final byte[] chunk = new byte[1 << 16];
    private final byte[] line = new byte[MAX_LINE];
    private final List<Problem> problems = new ArrayList<>();

    private int chunkPosition;
    private int chunkEnd;
    private long number;
    private long rejected;
    private long impossibleHandles;
    private RecordLine.@Nullable Line next;
    private @Nullable String id;

    /**
     * Why a line was passed over.
     *
     * @param line counted from 1
     * @param reason names fields, never values
     */
    @Schema(name = "RejectedLine", description = "Why a line was passed over.")
    public record Problem(
            @Schema(description = "Counted from 1.") long line,

            @Schema(description = "Names fields, never values.")
            String reason) {}

    public RecordLines(InputStream in) {
        this.in = in;
    }

    /** @throws UncheckedIOException where the stream breaks off */
    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                int length = nextLine();
                if (length == END) {
                    return false;
                }
                next = row(length);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The rows broke off", e);
        }
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

    /** Number of the line, from 1. */
    @Override
    public long place() {
        return number;
    }

    @Override
    public void refuse(long place, String reason) {
        reject(place, reason);
    }

    /** Lines passed over so far. */
    long rejected() {
        return rejected;
    }

    /** Those of them that are rows but for a handle that nobody can have. */
    long impossibleHandles() {
        return impossibleHandles;
    }

    /** Of all that were passed over, the first that were found, by their lines. */
    List<Problem> problems() {
        return problems.stream().sorted(Comparator.comparingLong(Problem::line)).toList();
    }

    /** Hash of all that was read. */
    Sha256 content() {
        return Sha256.of(content);
    }

    private RecordLine.@Nullable Line row(int length) {
        if (length == TOO_LONG) {
            reject(number, "longer than " + MAX_LINE + " bytes");
            return null;
        }
        if (length == 0) {
            return null;
        }
        try {
            return RecordLine.read(line, length);
        } catch (RecordLine.Malformed e) {
            impossibleHandles += e.isImpossibleHandle() ? 1 : 0;
            reject(number, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void reject(long place, String reason) {
        rejected++;
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(new Problem(place, reason));
        }
    }

    /** @return length of the next line without its end, {@link #TOO_LONG} or {@link #END} */
    private int nextLine() throws IOException {
        int length = 0;
        boolean any = false;
        while (true) {
            if (chunkPosition == chunkEnd) {
                chunkPosition = 0;
                chunkEnd = Math.max(0, in.read(chunk));
                content.update(chunk, 0, chunkEnd);
                if (chunkEnd == 0) {
                    if (!any) {
                        return END;
                    }
                    number++;
                    return length > MAX_LINE ? TOO_LONG : length;
                }
            }
            byte b = chunk[chunkPosition++];
            any = true;
            if (b == '\n') {
                number++;
                if (length > MAX_LINE) {
                    return TOO_LONG;
                }
                return length > 0 && line[length - 1] == '\r' ? length - 1 : length;
            }
            if (length < MAX_LINE) {
                line[length] = b;
            }
            length = Math.min(length + 1, MAX_LINE + 1);
        }
    }
}
