package org.tipstaff.invitation.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tipstaff.web.LargeBody;
import org.tipstaff.web.TooLarge;

/** How much one upload may carry: it is read as a stream, but kept or not kept as a whole. */
@ApplicationScoped
class UploadLimit implements LargeBody {
    private final long most;

    UploadLimit(IngestSettings settings) {
        this.most = settings.largestUpload().asLongValue();
    }

    @Override
    public String path() {
        return "/api/v1/log/records";
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public String advice() {
        return "An upload has at most " + most
                + " bytes, unpacked. Nothing of this one was kept: send it in parts of whole lines.";
    }

    /** The same bytes; reading fails where there are too many of them. */
    InputStream over(InputStream body) {
        return new Counted(body);
    }

    private final class Counted extends FilterInputStream {
        private long read;

        Counted(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int got = super.read(bytes, offset, length);
            count(Math.max(0, got));
            return got;
        }

        private void count(int got) {
            read += got;
            if (read > most) {
                throw TooLarge.problem(UploadLimit.this);
            }
        }
    }
}
