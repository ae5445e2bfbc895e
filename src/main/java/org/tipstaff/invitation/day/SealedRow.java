package org.tipstaff.invitation.day;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogTime;

/**
 * A row as it lies at rest.
 *
 * @param source AES-SIV (RFC 5297) ciphertext under the day's handle key
 * @param target likewise; none for the sign-in log
 * @param details AES-GCM ciphertext under the day's details key
 */
public record SealedRow(LogKind log, Instant occurredAt, byte[] source, byte @Nullable [] target, byte[] details) {

    /**
     * What the details are bound to: version, log, time and both sealed handles, so that no part of a row can be moved
     * to another row or changed without the details failing to open.
     */
    static byte[] binding(LogKind log, Instant occurredAt, byte[] source, byte @Nullable [] target) {
        int targetLength = target == null ? 0 : target.length;
        ByteBuffer bytes = ByteBuffer.allocate(1 + 2 + 8 + 4 + source.length + 4 + targetLength);
        bytes.put((byte) 1).putShort(LogCode.of(log)).putLong(LogTime.micros(occurredAt));
        bytes.putInt(source.length).put(source).putInt(target == null ? -1 : targetLength);
        if (target != null) {
            bytes.put(target);
        }
        return bytes.array();
    }

    @Override
    public String toString() {
        return log + " row, sealed";
    }
}
