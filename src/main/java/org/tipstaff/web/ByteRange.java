package org.tipstaff.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file that somebody asks for, who had the rest before a connection broke (RFC 9110 § 14). Of the forms that
 * the RFC knows one range is understood; a server may answer any other as if no range had been asked for.
 *
 * @param first offset of the first byte wanted
 * @param last offset of the last byte wanted, not before the first
 */
public record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{1,15})?-([0-9]{1,15})?");

    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("Not a range of bytes");
        }
    }

    /** The range asked for lies behind the end of the file: answer 416. */
    public static final class Unsatisfiable extends Exception {
        private static final long serialVersionUID = 1L;

        Unsatisfiable() {
            super("The range lies outside the file");
        }
    }

    /**
     * @param header value of {@code Range}
     * @param length of the whole file in bytes
     * @return nothing where the whole file is to be sent
     */
    public static Optional<ByteRange> of(@Nullable String header, long length) throws Unsatisfiable {
        Matcher asked = ONE.matcher(header == null ? "" : header);
        if (!asked.matches() || (asked.group(1) == null && asked.group(2) == null)) {
            return Optional.empty();
        }
        if (asked.group(1) == null) {
            long suffix = Long.parseLong(asked.group(2));
            return within(Math.max(0, length - suffix), length - 1, length);
        }
        long first = Long.parseLong(asked.group(1));
        long last = asked.group(2) == null ? length - 1 : Long.parseLong(asked.group(2));
        if (asked.group(2) != null && last < first) {
            return Optional.empty();
        }
        return within(first, Math.min(last, length - 1), length);
    }

    private static Optional<ByteRange> within(long first, long last, long length) throws Unsatisfiable {
        if (first >= length) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(first, last));
    }

    /** How many bytes it has. */
    public long length() {
        return last - first + 1;
    }

    /** Value of {@code Content-Range}. */
    public String of(long length) {
        return "bytes " + first + "-" + last + "/" + length;
    }
}
