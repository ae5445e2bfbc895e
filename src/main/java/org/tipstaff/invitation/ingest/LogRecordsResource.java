package org.tipstaff.invitation.ingest;

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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Role;
import org.tipstaff.web.IdempotencyKey;

/** Where the provider's services append to the log. */
@Path("/api/v1/log/records")
@Tag(name = "log", description = "The invitation log: appending to it, and how it stands.")
public class LogRecordsResource {
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
     * @param rejected lines that were malformed, or had the id of another row
     * @param impossibleHandles of these, lines that were rows but for a handle that nobody can have
     * @param expired rows already past retention, not kept
     * @param early rows of the future beyond the tolerated clock difference, not kept
     * @param known rows with an id that were in the log already, with the same content, and are there once
     * @param repeated whether the same batch had been appended before
     * @param problems the first 100 rejected lines
     */
    @Schema(name = "Appended", description = "What became of the lines.")
    public record Answer(
            @Schema(description = "Rows that are in the log now.")
            long accepted,

            @Schema(description = "Lines that were malformed.")
            long rejected,

            @Schema(description = "Of these, lines that were rows but for a handle that nobody can have.")
            long impossibleHandles,

            @Schema(description = "Rows that were past retention already, not kept.")
            long expired,

            @Schema(description = "Rows of the future, not kept.")
            long early,

            @Schema(description = "Rows with an id that were in the log already, with the same content; there once.")
            long known,

            @Schema(description = "Whether the same batch had been appended before.")
            boolean repeated,

            @Schema(description = "The first 100 malformed lines.")
            List<RecordLines.Problem> problems) {}

    @POST
    @Consumes({"application/x-ndjson", "application/ndjson", "application/jsonl", MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Role.Claim.LOG_WRITER)
    @Blocking
    @Operation(
            operationId = "appendLogRecords",
            summary = "Append records to the invitation log",
            description =
                    "One JSON object a line (NDJSON), each of the form LogLine. A batch is appended at most once a"
                            + " key, a row with an id at most once whatever the batch; lines that are malformed, or have"
                            + " the id of another row, are counted, named and passed over.")
    @RequestBody(
            required = true,
            description = "Lines of the form LogLine, each ended by a line feed.",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(type = SchemaType.STRING),
                            extensions = @Extension(name = "x-item-schema", value = "LogLine")))
    @APIResponse(
            responseCode = "200",
            description = "What became of the lines.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Answer.class)))
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    public Answer append(
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String key,
            @Parameter(
                            description = "gzip or zstd, where the body is packed.",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"gzip", "zstd"}))
                    @HeaderParam(BodyEncoding.HEADER)
                    @Nullable
                    String packing,
            InputStream body) {
        // What it unpacks to is limited as what was sent is: a small body can hold a lot of nothing.
        InputStream unpacked = BodyEncoding.of(packing).open(limit.over(body));
        return ingest.append(IdempotencyKey.of(key), new RecordLines(limit.over(unpacked)));
    }
}
