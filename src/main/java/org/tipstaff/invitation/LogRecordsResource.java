package org.tipstaff.invitation;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.IdempotencyKey;

/** Where the provider's services append to the log. */
@Path("/api/v1/log/records")
class LogRecordsResource {
    private final LogIngest ingest;
    private final UploadLimit limit;

    LogRecordsResource(LogIngest ingest, UploadLimit limit) {
        this.ingest = ingest;
        this.limit = limit;
    }

    /**
     * What became of the lines.
     *
     * @param accepted rows that are in the log now
     * @param rejected lines that were malformed
     * @param impossibleHandles of these, lines that were rows but for a handle that nobody can have
     * @param expired rows already past retention, not kept
     * @param early rows of the future beyond the tolerated clock difference, not kept
     * @param repeated whether the same batch had been appended before
     * @param problems the first 100 malformed lines
     */
    record Answer(
            long accepted,
            long rejected,
            long impossibleHandles,
            long expired,
            long early,
            boolean repeated,
            List<RecordLines.Problem> problems) {}

    @POST
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl", MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("log-writer")
    @Blocking
    @Operation(summary = "Append records to the invitation log: one JSON object a line, a batch at most once a key")
    public Answer append(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String key,
            @HeaderParam(BodyEncoding.HEADER) @Nullable String packing,
            InputStream body) {
        // What it unpacks to is limited as what was sent is: a small body can hold a lot of nothing.
        InputStream unpacked = BodyEncoding.of(packing).open(limit.over(body));
        return ingest.append(IdempotencyKey.of(key), new RecordLines(limit.over(unpacked)));
    }
}
