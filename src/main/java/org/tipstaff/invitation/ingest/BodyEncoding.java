package org.tipstaff.invitation.ingest;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.Problem;

/** How a body was packed, as its header {@code Content-Encoding} says; unpacked while it is read. */
enum BodyEncoding {
    IDENTITY {
        @Override
        InputStream unpacked(InputStream packed) {
            return packed;
        }
    },
    GZIP {
        @Override
        InputStream unpacked(InputStream packed) throws IOException {
            // All members: what rotates and appends makes files of several, and none may be dropped in silence.
            return GzipCompressorInputStream.builder()
                    .setInputStream(packed)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    ZSTD {
        @Override
        InputStream unpacked(InputStream packed) throws IOException {
            ZstdInputStream stream = new ZstdInputStream(packed);
            stream.setLongMax(ZSTD_WINDOW);
            return stream;
        }
    };

    static final String HEADER = "Content-Encoding";
    /** 2^23 bytes: what RFC 8878 asks every decoder for, and all that one upload may take of the memory. */
    private static final int ZSTD_WINDOW = 23;

    /** @throws IOException where it does not begin as it should */
    abstract InputStream unpacked(InputStream packed) throws IOException;

    /** @throws Problem WRONG_TYPE where it is packed in a way that is not taken */
    static BodyEncoding of(@Nullable String header) {
        return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "zstd" -> ZSTD;
            default ->
                throw Problem.of(
                        Problem.Kind.WRONG_TYPE,
                        "A body is sent as it is, or with Content-Encoding gzip or zstd. Nothing of this one was"
                                + " read.");
        };
    }

    /** The unpacked bytes; reading fails with a {@link Problem} where what was sent is not whole or not so packed. */
    InputStream open(InputStream packed) {
        if (this == IDENTITY) {
            return packed;
        }
        try {
            return new Unpacking(unpacked(new Received(packed)), this);
        } catch (BrokenOff e) {
            throw new java.io.UncheckedIOException("The body broke off", e);
        } catch (IOException e) {
            throw damaged();
        }
    }

    private Problem damaged() {
        return Problem.invalid(
                HEADER,
                "The body is not whole, or not packed as Content-Encoding: " + name().toLowerCase(Locale.ROOT)
                        + " says. Nothing of it was kept.");
    }

    /** The connection ended, which is no fault of the packing. */
    private static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOff(IOException cause) {
            super(cause);
        }
    }

    private static final class Received extends FilterInputStream {
        Received(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw new BrokenOff(e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw new BrokenOff(e);
            }
        }
    }

    private static final class Unpacking extends FilterInputStream {
        private final BodyEncoding encoding;

        Unpacking(InputStream in, BodyEncoding encoding) {
            super(in);
            this.encoding = encoding;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (BrokenOff e) {
                throw e;
            } catch (IOException e) {
                throw encoding.damaged();
            }
        }
    }
}
