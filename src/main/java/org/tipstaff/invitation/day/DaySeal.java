package org.tipstaff.invitation.day;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.LogUnreadable;

/**
 * Seals and opens the rows of one day. Handles are sealed deterministically (AES-SIV, RFC 5297), so that an index finds
 * them; the column is part of the seal, so that a source cannot be matched with a target. Safe for several threads.
 */
public final class DaySeal {
    private static final byte[] SOURCE = "tipstaff log source 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TARGET = "tipstaff log target 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "tipstaff log id 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT = "tipstaff log content 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};
    private static final byte[] CHECK = "tipstaff log check 1".getBytes(StandardCharsets.US_ASCII);
    private static final Handle.Kind[] KINDS = Handle.Kind.values();
    /** Sealed handles remembered while appending, a power of two: a few handles cause most rows. */
    private static final int REMEMBERED = 1 << 12;

    private final DeterministicAead handles;
    private final Aead details;
    private volatile @Nullable AtomicReferenceArray<@Nullable Remembered> remembered;

    private record Remembered(Direction column, Handle handle, byte[] sealed) {}

    DaySeal(DeterministicAead handles, Aead details) {
        this.handles = handles;
        this.details = details;
    }

    public SealedRow seal(LogRecord row) {
        byte[] source = remember(Direction.BY_SOURCE, row.source());
        Handle targetHandle = row.target();
        byte[] target = targetHandle == null ? null : remember(Direction.BY_TARGET, targetHandle);
        try {
            byte[] sealed = details.encrypt(
                    DetailsCoding.encode(row.details()),
                    SealedRow.binding(row.log(), row.occurredAt(), source, target));
            return new SealedRow(row.log(), row.occurredAt(), source, target, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing a row failed", e);
        }
    }

    /**
     * An id as it lies at rest: the synthetic initialization vector of nothing with the id as associated data (RFC 5297), a
     * pseudo-random function under the day's key. It tells nobody else what the id was, or that it came on another day too.
     */
    public UUID id(String id) {
        return fingerprint(ID, id.getBytes(StandardCharsets.US_ASCII));
    }

    /** The same of all that a row says. */
    public UUID content(SealedRow row, LogDetails of) {
        byte[] binding = SealedRow.binding(row.log(), row.occurredAt(), row.source(), row.target());
        byte[] plain = DetailsCoding.encode(of);
        return fingerprint(
                CONTENT,
                ByteBuffer.allocate(binding.length + plain.length)
                        .put(binding)
                        .put(plain)
                        .array());
    }

    private UUID fingerprint(byte[] purpose, byte[] text) {
        try {
            ByteBuffer found = ByteBuffer.wrap(handles.encryptDeterministically(
                    NOTHING,
                    ByteBuffer.allocate(purpose.length + text.length)
                            .put(purpose)
                            .put(text)
                            .array()));
            return new UUID(found.getLong(), found.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Fingerprinting a row failed", e);
        }
    }

    public LogRecord open(SealedRow row) {
        byte[] target = row.target();
        try {
            byte[] plain = details.decrypt(
                    row.details(), SealedRow.binding(row.log(), row.occurredAt(), row.source(), target));
            return new LogRecord(
                    row.log(),
                    row.occurredAt(),
                    handle(handles.decryptDeterministically(row.source(), SOURCE)),
                    target == null ? null : handle(handles.decryptDeterministically(target, TARGET)),
                    DetailsCoding.decode(plain));
        } catch (GeneralSecurityException e) {
            throw LogUnreadable.changed(e);
        }
    }

    /** What tells these two keys from all others: a known text under the one, under the other. */
    byte[] keyCheck() {
        try {
            return details.encrypt(handles.encryptDeterministically(CHECK, CHECK), CHECK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing a key check failed", e);
        }
    }

    boolean passes(byte[] keyCheck) {
        try {
            handles.decryptDeterministically(details.decrypt(keyCheck, CHECK), CHECK);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The handle as it lies in a column on this day. */
    public byte[] seal(Direction column, Handle handle) {
        byte[] value = handle.value().getBytes(StandardCharsets.UTF_8);
        byte[] plain = new byte[value.length + 1];
        plain[0] = code(handle.kind());
        System.arraycopy(value, 0, plain, 1, value.length);
        try {
            return handles.encryptDeterministically(plain, column == Direction.BY_SOURCE ? SOURCE : TARGET);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Sealing a handle failed", e);
        }
    }

    private byte[] remember(Direction column, Handle handle) {
        AtomicReferenceArray<@Nullable Remembered> known = remembered;
        if (known == null) {
            known = new AtomicReferenceArray<>(REMEMBERED);
            remembered = known;
        }
        int hash = handle.value().hashCode() * 31 + column.ordinal();
        int slot = (hash ^ hash >>> 15) & REMEMBERED - 1;
        Remembered there = known.get(slot);
        if (there != null && there.column() == column && there.handle().equals(handle)) {
            return there.sealed();
        }
        byte[] sealed = seal(column, handle);
        known.set(slot, new Remembered(column, handle, sealed));
        return sealed;
    }

    private static Handle handle(byte[] plain) {
        String value = new String(plain, 1, plain.length - 1, StandardCharsets.UTF_8);
        for (Handle.Kind kind : KINDS) {
            if (code(kind) == plain[0]) {
                return new Handle(kind, value);
            }
        }
        throw new IllegalStateException("A sealed handle is of an unknown kind");
    }

    /** Stored inside the seal: add, never change. */
    private static byte code(Handle.Kind kind) {
        return switch (kind) {
            case PHONE -> 'P';
            case EMAIL -> 'E';
            case ACCOUNT -> 'A';
        };
    }
}
