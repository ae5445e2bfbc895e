package org.tipstaff.request;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;

/**
 * Terms as bytes, for sealing and for {@link TermsHash}: the same terms always give the same bytes, because {@link Terms} sorts
 * its handles and logs.
 */
public final class TermsCodec {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TermsCodec() {}

    private record Stored(
            int version, List<StoredHandle> handles, List<LogKind> logs, Direction direction, String from, String to) {}

    private record StoredHandle(Handle.Kind kind, String value) {}

    public static byte[] encode(Terms terms) {
        Stored stored = new Stored(
                1,
                terms.handles().stream()
                        .map(handle -> new StoredHandle(handle.kind(), handle.value()))
                        .toList(),
                List.copyOf(terms.logs()),
                terms.direction(),
                terms.range().from().toString(),
                terms.range().to().toString());
        try {
            return JSON.writeValueAsBytes(stored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Terms decode(byte[] bytes) {
        try {
            Stored stored = JSON.readValue(bytes, Stored.class);
            return new Terms(
                    stored.handles().stream()
                            .map(handle -> new Handle(handle.kind(), handle.value()))
                            .toList(),
                    EnumSet.copyOf(stored.logs()),
                    stored.direction(),
                    new TimeRange(Instant.parse(stored.from()), Instant.parse(stored.to())));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("Stored terms cannot be read", e));
        }
    }
}
