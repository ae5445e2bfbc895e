package org.tipstaff.hold.snapshot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;

/**
 * The pieces that a snapshot is made of, version {@value #VERSION}. Everything is inside the seal, so a reader trusts
 * what it reads; it still refuses another version and a length that cannot be.
 *
 * <pre>
 * snapshot  = "TSSNAP" version:u8 deflated(terms row* end)
 * terms     = direction:text from:instant to:instant logs:number (log:text)* handles:number (handle)*
 * row       = 1:u8 item:number micros:signed other:handle details     ; micros since the row before, first since 1970
 * end       = 0:u8 rows:number
 * details   = clientIp:text service:text lookupDevices:signed userAgent:text hardwareVersion:text osVersion:text
 * handle    = 0:u8 | kind:u8 value:text                                ; kind 1 phone, 2 e-mail, 3 account
 * instant   = seconds:signed nanos:number
 * text      = bytes:number UTF-8
 * number    = 7 bits a byte, the lowest first, the high bit says that more follow
 * signed    = number, zigzag
 * </pre>
 *
 * The handle that a row was found by is that of its item and is not repeated; {@code other} is the one in the other
 * column.
 */
final class SnapshotCoding {
    static final String MAGIC = "TSSNAP";
    static final int VERSION = 1;
    static final int ROW = 1;
    static final int END = 0;

    private static final int LONGEST_TEXT = 1 << 20;

    private SnapshotCoding() {}

    static void putNumber(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static long number(DataInputStream in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = in.readUnsignedByte();
            number |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IOException("A number in the snapshot is too long");
    }

    static void putSigned(DataOutputStream out, long number) throws IOException {
        putNumber(out, (number << 1) ^ (number >> 63));
    }

    static long signed(DataInputStream in) throws IOException {
        long zigzag = number(in);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    static void putText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putNumber(out, bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        long length = number(in);
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("A text in the snapshot is too long");
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("The snapshot ends in the middle of a text");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void putHandle(DataOutputStream out, @Nullable Handle handle) throws IOException {
        if (handle == null) {
            out.write(0);
            return;
        }
        out.write(
                switch (handle.kind()) {
                    case PHONE -> 1;
                    case EMAIL -> 2;
                    case ACCOUNT -> 3;
                });
        putText(out, handle.value());
    }

    static @Nullable Handle handle(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case 0 -> null;
            case 1 -> new Handle(Handle.Kind.PHONE, text(in));
            case 2 -> new Handle(Handle.Kind.EMAIL, text(in));
            case 3 -> new Handle(Handle.Kind.ACCOUNT, text(in));
            default -> throw new IOException("The snapshot has a handle of an unknown kind");
        };
    }

    static void putTerms(DataOutputStream out, Terms terms) throws IOException {
        putText(out, terms.direction().name());
        putInstant(out, terms.range().from());
        putInstant(out, terms.range().to());
        putNumber(out, terms.logs().size());
        for (LogKind log : terms.logs()) {
            putText(out, log.name());
        }
        putNumber(out, terms.handles().size());
        for (Handle handle : terms.handles()) {
            putHandle(out, handle);
        }
    }

    static Terms terms(DataInputStream in) throws IOException {
        Direction direction = Direction.valueOf(text(in));
        Instant from = instant(in);
        TimeRange range = new TimeRange(from, instant(in));
        Set<LogKind> logs = EnumSet.noneOf(LogKind.class);
        for (long left = number(in); left > 0; left--) {
            logs.add(LogKind.valueOf(text(in)));
        }
        List<Handle> handles = new ArrayList<>();
        for (long left = number(in); left > 0; left--) {
            Handle handle = handle(in);
            if (handle == null) {
                throw new IOException("The snapshot has terms without a handle");
            }
            handles.add(handle);
        }
        return new Terms(handles, logs, direction, range);
    }

    private static void putInstant(DataOutputStream out, Instant instant) throws IOException {
        putSigned(out, instant.getEpochSecond());
        putNumber(out, instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        long seconds = signed(in);
        return Instant.ofEpochSecond(seconds, number(in));
    }
}
