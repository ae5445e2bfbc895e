package org.tipstaff.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** The audit log for programs: the exact bytes that were hashed, so that an outsider can compute every hash anew. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit", description = "The audit log.")
public class AuditApi {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final AuditReader reader;
    private final AuditLog audit;
    private final CurrentActor actors;

    public AuditApi(AuditReader reader, AuditLog audit, CurrentActor actors) {
        this.reader = reader;
        this.audit = audit;
        this.actors = actors;
    }

    /**
     * Entries, the newest first.
     *
     * @param request case reference that the entries are about
     * @param actor subject of who acted
     * @param action name of an {@link AuditAction}
     * @param before entries with a smaller number only
     * @param limit 1 to 1,000; 100 where it is not given
     */
    @GET
    @Path("entries")
    @Operation(
            operationId = "listAuditEntries",
            summary = "Entries of the audit log, the newest first",
            description =
                    "The bytes that were hashed come with each entry, so that an outsider can compute every hash anew."
                            + " For auditors; the look is itself an entry.")
    @APIResponse(
            responseCode = "200",
            description = "Entries, and where the page that follows begins.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = EntriesJson.class)))
    @APIResponse(responseCode = "422", ref = "Problem422")
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public EntriesJson entries(
            @Parameter(
                            description = "Case reference that the entries are about.",
                            schema = @Schema(type = SchemaType.STRING, pattern = AuditQuery.FORM))
                    @QueryParam("request")
                    @Nullable
                    String request,
            @Parameter(
                            description = "Subject of who acted.",
                            schema = @Schema(type = SchemaType.STRING, pattern = AuditQuery.FORM))
                    @QueryParam("actor")
                    @Nullable
                    String actor,
            @Parameter(description = "Name of an action.", schema = @Schema(implementation = AuditAction.class))
                    @QueryParam("action")
                    @Nullable
                    String action,
            @Parameter(description = "Entries with a smaller number only; take next of the page before.")
                    @QueryParam("before")
                    @Nullable
                    Long before,
            @Parameter(
                            description = "How many entries at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int32",
                                            minimum = "1",
                                            maximum = "" + MOST,
                                            defaultValue = "" + USUAL))
                    @QueryParam("limit")
                    @Nullable
                    Integer limit) {
        AuditQuery query = AuditQuery.of(request, actor, action);
        int most = limit == null ? USUAL : limit;
        if (most < 1 || most > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to 1,000 entries");
        }
        long below = before == null ? Long.MAX_VALUE : before;
        List<AuditReader.Numbered> found = reader.entries(query.filter(), below, most + 1);
        audit.record(AuditAction.AUDIT_READ, actors.current(), "-", query.audited("entries"));
        boolean more = found.size() > most;
        List<EntryJson> entries = found.stream().limit(most).map(EntryJson::of).toList();
        return new EntriesJson(entries, more ? entries.get(most - 1).seq() : null);
    }

    /** How many entries there are, and the hash over all of them. */
    @GET
    @Path("checkpoint")
    @Operation(
            operationId = "readAuditCheckpoint",
            summary = "Size and hash of the audit log",
            description = "How many entries there are, and the hash over all of them. For auditors.")
    @APIResponse(
            responseCode = "200",
            description = "Size and hash.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CheckpointJson.class)))
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public CheckpointJson checkpoint() {
        AuditReader.Head head = reader.head();
        audit.record(AuditAction.AUDIT_READ, actors.current(), "-", Map.of("what", "checkpoint"));
        return new CheckpointJson(head.size(), head.hash().hex());
    }

    /** @param next value of {@code before} for the page that follows; null on the last */
    @Schema(name = "AuditEntries", description = "A page of entries.")
    public record EntriesJson(
            List<EntryJson> entries,

            @Schema(description = "Value of before for the page that follows; null on the last.") @Nullable
            Long next) {}

    /** @param hash SHA-256, hexadecimal, over all entries up to {@code size} */
    @Schema(name = "AuditCheckpoint", description = "Size and hash, SHA-256 and hexadecimal, of the whole log.")
    public record CheckpointJson(
            long size, @Schema(pattern = Sha256.FORM) String hash) {}

    /**
     * One entry.
     *
     * @param canonical Base64 of the bytes that {@code hash} is over, see {@link AuditEntry}
     * @param chainHash hash over this entry and all before it
     */
    @Schema(name = "AuditEntry", description = "An entry; canonical is the Base64 of the bytes that hash is over.")
    public record EntryJson(
            long seq,
            Instant at,
            AuditAction action,
            String actor,
            String actorName,
            List<String> roles,
            String subject,
            Map<String, String> details,
            @Schema(format = "byte") String canonical,
            @Schema(pattern = Sha256.FORM) String hash,
            @Schema(pattern = Sha256.FORM) String chainHash) {
        static EntryJson of(AuditReader.Numbered numbered) {
            AuditEntry entry = numbered.entry();
            return new EntryJson(
                    numbered.seq(),
                    entry.occurredAt(),
                    entry.action(),
                    entry.actor(),
                    entry.actorName(),
                    entry.roles().isEmpty() ? List.of() : List.of(entry.roles().split(" ", -1)),
                    entry.subject(),
                    entry.details(),
                    Base64.getEncoder().encodeToString(numbered.canonical()),
                    numbered.hash().hex(),
                    numbered.chainHash().hex());
        }
    }
}
