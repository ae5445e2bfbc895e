package org.tipstaff.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.Problem;
import org.tipstaff.web.ResumableDownloads;

/** The API for what was disclosed. */
@Path("/api/v1/requests/{ref}/disclosure")
@Tag(name = "disclosure", description = "What was disclosed.")
public class DisclosureApi {
    private final Disclosures disclosures;
    private final EncryptedDownloads encrypted;
    private final CurrentActor actors;
    private final HttpHeaders headers;

    public DisclosureApi(
            Disclosures disclosures, EncryptedDownloads encrypted, CurrentActor actors, HttpHeaders headers) {
        this.disclosures = disclosures;
        this.encrypted = encrypted;
        this.actors = actors;
        this.headers = headers;
    }

    /** Facts and hashes of the files. */
    @GET
    @Operation(
            operationId = "readDisclosure",
            summary = "The disclosure: facts, and hashes of its files",
            description = "The newest, and those that were recalled before it. 404 until it is signed.")
    @APIResponse(
            responseCode = "200",
            description = "The disclosure.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = DisclosureJson.class)))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"officer", "custodian", "auditor"})
    public DisclosureJson get(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        disclosures.released(reference, actors.current());
        return DisclosureJson.of(disclosures.signed(reference), actors.current());
    }

    @GET
    @Path("pdf")
    @Operation(
            operationId = "downloadDisclosurePdf",
            summary = "The signed disclosure as PDF",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({Bundle.PDF, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response pdf(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref)
            throws IOException {
        return file(ref, FileKind.PDF);
    }

    @GET
    @Path("csv")
    @Operation(
            operationId = "downloadDisclosureCsv",
            summary = "The rows as CSV",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({Bundle.CSV, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response csv(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref)
            throws IOException {
        return file(ref, FileKind.CSV);
    }

    @GET
    @Path("json")
    @Operation(
            operationId = "downloadDisclosureJson",
            summary = "The rows and their terms as JSON, see /.well-known/tipstaff-disclosure.schema.json",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response json(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref)
            throws IOException {
        return file(ref, FileKind.JSON);
    }

    @GET
    @Path("xlsx")
    @Operation(
            operationId = "downloadDisclosureXlsx",
            summary = "The rows as a spreadsheet",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({Bundle.XLSX, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response xlsx(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref)
            throws IOException {
        return file(ref, FileKind.XLSX);
    }

    /** A further volume of the document, from 2. */
    @GET
    @Path("volume-{volume}")
    @Operation(
            operationId = "downloadDisclosureVolume",
            summary = "A further volume of the document, from 2",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({Bundle.PDF, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response volume(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref,
            @Parameter(description = "Number of the volume, from 2.", example = "2") @PathParam("volume") String volume)
            throws IOException {
        return file(ref, FileKind.ofPath("volume-" + volume).orElseThrow(Problem::notFound));
    }

    /** All files in one bag (BagIt, RFC 8493), written while it is sent. */
    @GET
    @Path("zip")
    @Operation(
            operationId = "downloadDisclosureZip",
            summary = "All files in one bag (BagIt, RFC 8493)",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/zip",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({Bag.ZIP, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response zip(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref)
            throws IOException {
        return respond(disclosures.bag(CaseReference.fromPath(ref), actors.current()));
    }

    /**
     * A file encrypted to the agency's key, while it is sent.
     *
     * @param kind {@code pdf}, {@code csv}, {@code json}, {@code xlsx} or {@code zip}
     * @param ending {@code pgp} for the OpenPGP key, {@code p7m} for the certificate (CMS)
     */
    @GET
    @Path("{kind}/{to}")
    @Operation(
            operationId = "downloadDisclosureEncrypted",
            summary = "A file encrypted to a key of the agency",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The encrypted file.",
            content = {
                @Content(
                        mediaType = "application/pgp-encrypted",
                        schema = @Schema(type = SchemaType.STRING, format = "binary")),
                @Content(
                        mediaType = "application/pkcs7-mime",
                        schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @Produces({"application/pgp-encrypted", "application/pkcs7-mime", "application/problem+json"})
    @RolesAllowed("officer")
    public Response encrypted(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref,
            @Parameter(description = "pdf, csv, json, xlsx, zip, or volume-2 and further.", example = "pdf")
                    @PathParam("kind")
                    String kind,
            @Parameter(description = "pgp for the OpenPGP key, p7m for the certificate (CMS).", example = "pgp")
                    @PathParam("to")
                    String ending)
            throws IOException {
        return encrypted
                .open(CaseReference.fromPath(ref), kind, ending, actors.current())
                .response();
    }

    /** That the signed document stands in the audit log, to be checked offline; see docs/audit-format.md. */
    @GET
    @Path("proof")
    @Operation(
            operationId = "downloadDisclosureProof",
            summary = "That the signed document stands in the audit log, to be checked offline",
            description =
                    "The download is noted in the audit log and needs a fresh sign-in. Range requests and ETag are"
                            + " supported.")
    @APIResponse(
            responseCode = "200",
            description = "The file.",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", ref = "Problem404")
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response proof(
            @Parameter(description = "Reference of the request.", example = "TS-26-000123") @PathParam("ref")
                    String ref) {
        return respond(disclosures.proof(CaseReference.fromPath(ref), actors.current()));
    }

    private Response file(String ref, FileKind kind) throws IOException {
        Actor actor = actors.current();
        CaseReference reference = CaseReference.fromPath(ref);
        String had = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (had != null) {
            ManifestEntry file = disclosures.entry(reference, kind, actor);
            if (ResumableDownloads.isThere(had, file.sha256())) {
                return ResumableDownloads.unchanged(file.sha256());
            }
        }
        return respond(disclosures.download(reference, kind, actor));
    }

    /** A download as an attachment; its name is made here, of letters, digits, dots, dashes and underscores only. */
    static Response respond(Disclosures.Download download) {
        ManifestEntry entry = download.entry();
        return ResumableDownloads.attachment(
                download.content(),
                new ResumableDownloads.Attachment(entry.fileName(), entry.mediaType(), entry.sha256(), entry.bytes()));
    }

    static Response respond(Bag bag) {
        StreamingOutput content = bag::writeTo;
        return Response.ok(content, Bag.ZIP)
                .header("Content-Disposition", "attachment; filename=\"" + bag.fileName() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    static Response respond(DisclosureProof proof) {
        return Response.ok(proof.json(), MediaType.APPLICATION_JSON)
                .header("Content-Disposition", "attachment; filename=\"" + proof.fileName() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * The newest disclosure in the API, and those that were recalled before it.
     *
     * @param recallAsked why a reviewer asks for its recall, while no custodian has made it; for staff only
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Disclosure",
            description = "The newest disclosure of a request.",
            requiredProperties = {"number", "rows", "files", "former"},
            extensions = @Extension(name = "x-part-of-request", value = "disclosure"))
    public record DisclosureJson(
            String number,
            long rows,
            @Nullable String signedAt,
            @Nullable String signedBy,
            @Nullable String expiresAt,
            @Nullable String recalledAt,
            @Nullable String recallReason,
            @Nullable String recallAsked,
            List<FileJson> files,
            List<FormerJson> former) {
        static DisclosureJson of(List<Disclosure> signed, Actor reader) {
            Disclosure disclosure = signed.get(signed.size() - 1);
            return new DisclosureJson(
                    disclosure.number(),
                    disclosure.rows(),
                    text(disclosure.signedAt()),
                    disclosure.certifier() == null
                            ? null
                            : disclosure.certifier().name(),
                    text(disclosure.expiresAt()),
                    text(disclosure.recalledAt()),
                    disclosure.recalled() ? disclosure.recallReason() : null,
                    disclosure.recalled() || reader.is(Role.OFFICER) ? null : disclosure.recallReason(),
                    disclosure.files().stream().map(FileJson::of).toList(),
                    signed.subList(0, signed.size() - 1).stream()
                            .map(FormerJson::of)
                            .toList());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** A disclosure that was recalled and corrected; its files are not handed out any more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "FormerDisclosure",
            description = "A disclosure that was recalled and corrected.",
            requiredProperties = {"number", "files"})
    public record FormerJson(
            String number,
            @Nullable String signedAt,
            @Nullable String recalledAt,
            @Nullable String recallReason,
            List<FileJson> files) {
        static FormerJson of(Disclosure former) {
            return new FormerJson(
                    former.number(),
                    DisclosureJson.text(former.signedAt()),
                    DisclosureJson.text(former.recalledAt()),
                    former.recallReason(),
                    former.files().stream().map(FileJson::of).toList());
        }
    }

    /** One file. */
    @Schema(
            name = "DisclosedFile",
            description = "One file of a disclosure; kind is the last segment of its path.",
            requiredProperties = {"kind", "fileName", "mediaType", "rows", "bytes", "sha256"})
    public record FileJson(String kind, String fileName, String mediaType, long rows, long bytes, String sha256) {
        static FileJson of(Disclosure.File file) {
            ManifestEntry entry = file.entry();
            return new FileJson(
                    file.kind().path(),
                    entry.fileName(),
                    entry.mediaType(),
                    entry.rows(),
                    entry.bytes(),
                    entry.sha256().hex());
        }
    }
}
