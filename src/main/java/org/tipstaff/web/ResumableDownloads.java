package org.tipstaff.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.io.input.BoundedInputStream;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;

/**
 * Lets a download that broke off go on where it stopped (RFC 9110 § 14). An answer that allows it carries the headers of
 * {@link #allow}; who may have the file was asked before, for a part as for the whole. Whoever has the file already is told
 * so and gets none of it.
 */
public class ResumableDownloads {
    private static final String ACCEPT_RANGES = "Accept-Ranges";
    private static final int UNSATISFIABLE = 416;
    private static final int NOT_MODIFIED = 304;

    /** Says that the file may be had in parts; its hash is the tag by which a client knows that it is still the same. */
    public static Response.ResponseBuilder allow(Response.ResponseBuilder answer, Sha256 hash, long length) {
        return answer.header(ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.ETAG, tag(hash))
                .header(HttpHeaders.CONTENT_LENGTH, length);
    }

    private static String tag(Sha256 hash) {
        return "\"" + hash.hex() + "\"";
    }

    /**
     * Whether the caller says that it has this very file (RFC 9110 § 13.1.2).
     *
     * @param ifNoneMatch value of {@code If-None-Match}; null where there is none
     */
    public static boolean isThere(@Nullable String ifNoneMatch, Sha256 hash) {
        return matches(ifNoneMatch, tag(hash));
    }

    private static boolean matches(@Nullable String ifNoneMatch, @Nullable String tag) {
        return ifNoneMatch != null
                && tag != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(each -> each.strip().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals(tag) || each.equals("*"));
    }

    /** The answer to whoever has the file: without it. */
    public static Response unchanged(Sha256 hash) {
        return Response.notModified()
                .header(HttpHeaders.ETAG, tag(hash))
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * A file to be saved.
     *
     * @param name made by the portal, of letters, digits, dots, dashes and underscores only
     */
    public record Attachment(String name, String mediaType, Sha256 sha256, long bytes) {}

    /** An answer that a browser saves, that nobody keeps on the way, and that says what hash it must have (RFC 9530). */
    public static Response attachment(InputStream content, Attachment file) {
        return allow(Response.ok(content, file.mediaType()), file.sha256(), file.bytes())
                .header("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
                .header("Cache-Control", "no-store")
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + Base64.getEncoder()
                                        .encodeToString(file.sha256().bytes()) + ":")
                .build();
    }

    @ServerResponseFilter
    public void part(ContainerRequestContext request, ContainerResponseContext answer) throws IOException {
        if (answer.getStatus() != Response.Status.OK.getStatusCode()
                || answer.getHeaderString(ACCEPT_RANGES) == null
                || !(answer.getEntity() instanceof InputStream content)) {
            return;
        }
        if (matches(request.getHeaderString(HttpHeaders.IF_NONE_MATCH), answer.getHeaderString(HttpHeaders.ETAG))) {
            content.close();
            answer.setEntity(null);
            answer.setStatus(NOT_MODIFIED);
            answer.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
            return;
        }
        String same = request.getHeaderString("If-Range");
        if (same != null && !same.equals(answer.getHeaderString(HttpHeaders.ETAG))) {
            return;
        }
        long length = Long.parseLong(answer.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        try {
            Optional<ByteRange> range = ByteRange.of(request.getHeaderString("Range"), length);
            if (range.isPresent()) {
                cut(answer, content, range.get(), length);
            }
        } catch (ByteRange.Unsatisfiable e) {
            content.close();
            answer.setEntity(null);
            answer.setStatus(UNSATISFIABLE);
            answer.getHeaders().putSingle("Content-Range", "bytes */" + length);
            answer.getHeaders().remove(HttpHeaders.CONTENT_LENGTH);
        }
    }

    private static void cut(ContainerResponseContext answer, InputStream content, ByteRange range, long length)
            throws IOException {
        content.skipNBytes(range.first());
        answer.setEntity(BoundedInputStream.builder()
                .setInputStream(content)
                .setMaxCount(range.length())
                .get());
        answer.setStatus(Response.Status.PARTIAL_CONTENT.getStatusCode());
        answer.getHeaders().putSingle("Content-Range", range.of(length));
        answer.getHeaders().putSingle(HttpHeaders.CONTENT_LENGTH, range.length());
    }
}
