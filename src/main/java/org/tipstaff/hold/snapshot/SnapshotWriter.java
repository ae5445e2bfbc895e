package org.tipstaff.hold.snapshot;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;

/** Writes rows in the form of {@link SnapshotCoding}. */
public final class SnapshotWriter implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final Terms terms;
    private final TermItems items;
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final DeflaterOutputStream deflated;
    private final DataOutputStream out;
    private long micros;
    private long rows;

    /** @param sealed is not closed by this writer */
    SnapshotWriter(OutputStream sealed, Terms terms) throws IOException {
        this.terms = terms;
        this.items = new TermItems(terms);
        sealed.write(SnapshotCoding.MAGIC.getBytes(StandardCharsets.US_ASCII));
        sealed.write(SnapshotCoding.VERSION);
        this.deflated = new DeflaterOutputStream(sealed, deflater, BUFFER);
        this.out = new DataOutputStream(new BufferedOutputStream(deflated, BUFFER));
        SnapshotCoding.putTerms(out, terms);
    }

    /** @return the item of the terms that the row belongs to */
    public Terms.Item add(LogRecord row) throws IOException {
        Terms.Item item = items.of(row);
        long now = ChronoUnit.MICROS.between(java.time.Instant.EPOCH, row.occurredAt());
        out.write(SnapshotCoding.ROW);
        SnapshotCoding.putNumber(out, item.number());
        SnapshotCoding.putSigned(out, now - micros);
        SnapshotCoding.putHandle(out, terms.direction() == Direction.BY_SOURCE ? row.target() : row.source());
        put(row.details());
        micros = now;
        rows++;
        return item;
    }

    private void put(LogDetails details) throws IOException {
        SnapshotCoding.putText(out, details.clientIp());
        SnapshotCoding.putText(out, details.service());
        SnapshotCoding.putSigned(out, details.lookupDevices());
        SnapshotCoding.putText(out, details.userAgent());
        SnapshotCoding.putText(out, details.hardwareVersion());
        SnapshotCoding.putText(out, details.osVersion());
    }

    /** Writes the end, without which a reader takes the snapshot for broken off. */
    void finish() throws IOException {
        out.write(SnapshotCoding.END);
        SnapshotCoding.putNumber(out, rows);
        out.flush();
        deflated.finish();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
