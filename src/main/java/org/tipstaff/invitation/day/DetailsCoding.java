package org.tipstaff.invitation.day;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.tipstaff.invitation.LogDetails;

/**
 * The details of a row as bytes, before they are sealed: a version byte, the number of devices, then the five texts in
 * the order of the record, each as its length and its UTF-8 bytes. Numbers are unsigned LEB128 (7 bits a byte, low
 * first).
 */
final class DetailsCoding {
    private static final byte VERSION = 1;

    private DetailsCoding() {}

    static byte[] encode(LogDetails details) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(160);
        out.write(VERSION);
        number(out, details.lookupDevices());
        text(out, details.clientIp());
        text(out, details.service());
        text(out, details.userAgent());
        text(out, details.hardwareVersion());
        text(out, details.osVersion());
        return out.toByteArray();
    }

    /** @throws IllegalStateException where the bytes are of another version or end early */
    static LogDetails decode(byte[] bytes) {
        Reader in = new Reader(bytes);
        if (in.next() != VERSION) {
            throw new IllegalStateException("The details of a row are of an unknown version");
        }
        int devices = in.number();
        String clientIp = in.text();
        String service = in.text();
        String userAgent = in.text();
        String hardwareVersion = in.text();
        return new LogDetails(clientIp, service, devices, userAgent, hardwareVersion, in.text());
    }

    private static void number(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static final class Reader {
        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        byte next() {
            if (position == bytes.length) {
                throw new IllegalStateException("The details of a row end early");
            }
            return bytes[position++];
        }

        int number() {
            int value = 0;
            for (int shift = 0; shift < 35; shift += 7) {
                byte b = next();
                value |= (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new IllegalStateException("The details of a row hold a number that is too long");
        }

        String text() {
            int length = number();
            if (length < 0 || length > bytes.length - position) {
                throw new IllegalStateException("The details of a row end early");
            }
            position += length;
            return new String(bytes, position - length, length, StandardCharsets.UTF_8);
        }
    }
}
