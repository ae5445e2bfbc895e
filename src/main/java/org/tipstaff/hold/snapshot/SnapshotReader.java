package org.tipstaff.hold.snapshot;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** Reads what {@link SnapshotWriter} wrote, row by row. */
public final class SnapshotReader implements AutoCloseable {
    private final DataInputStream in;
    private final Terms terms;
    private final TermItems items;
    private Instant time = Instant.EPOCH;
    private long rows;

    /** @param plain closed by this reader */
    SnapshotReader(InputStream plain) throws IOException {
        byte[] magic = plain.readNBytes(SnapshotCoding.MAGIC.length());
        if (!Arrays.equals(magic, SnapshotCoding.MAGIC.getBytes(StandardCharsets.US_ASCII))
                || plain.read() != SnapshotCoding.VERSION) {
            throw new IOException("This is not a snapshot of a version that is known here");
        }
        this.in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(plain), 1 << 16));
        this.terms = SnapshotCoding.terms(in);
        this.items = new TermItems(terms);
    }

    /** The terms under which the rows were sealed. */
    public Terms terms() {
        return terms;
    }

    /**
     * @return nothing after the last row
     * @throws IOException where the snapshot breaks off or does not have as many rows as it says
     */
    @Nullable
    public LogRecord next() throws IOException {
        if (in.readUnsignedByte() == SnapshotCoding.END) {
            if (SnapshotCoding.number(in) != rows || in.read() >= 0) {
                throw new IOException("The snapshot does not end where it says");
            }
            return null;
        }
        Terms.Item item = items.numbered(SnapshotCoding.number(in));
        time = time.plus(SnapshotCoding.signed(in), ChronoUnit.MICROS);
        Handle other = SnapshotCoding.handle(in);
        rows++;
        if (terms.direction() == Direction.BY_SOURCE) {
            return new LogRecord(item.log(), time, item.handle(), other, details());
        }
        if (other == null) {
            throw new IOException("The snapshot has a row without its source");
        }
        return new LogRecord(item.log(), time, other, item.handle(), details());
    }

    private LogDetails details() throws IOException {
        String clientIp = SnapshotCoding.text(in);
        String service = SnapshotCoding.text(in);
        int lookupDevices = (int) SnapshotCoding.signed(in);
        String userAgent = SnapshotCoding.text(in);
        String hardwareVersion = SnapshotCoding.text(in);
        return new LogDetails(clientIp, service, lookupDevices, userAgent, hardwareVersion, SnapshotCoding.text(in));
    }

    /** How many rows were read. */
    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
