package org.tipstaff.disclosure.deliver;

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
import java.time.Instant;
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
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.verify.DisclosureProof;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;
import org.tipstaff.web.ResumableDownloads;

/** The API for what was disclosed. */
@Path("/api/v1/requests/{ref}/disclosure")
@Tag(name = "disclosure", description = "What was disclosed.")
public class DisclosureApi {
    private static final String DOWNLOAD = "The download is noted in the audit log and needs a fresh sign-in.";

    private final Disclosures disclosures;
    private final Downloads downloads;
    private final EncryptedDownloads encrypted;
    private final CurrentActor actors;
    private final HttpHeaders headers;

    public DisclosureApi(
            Disclosures disclosures,
            Downloads downloads,
            EncryptedDownloads encrypted,
            CurrentActor actors,
            HttpHeaders headers) {
        this.disclosures = disclosures;
        this.downloads = downloads;
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
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public DisclosureJson get(@PathParam("ref") String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        disclosures.released(reference, actors.current());
        return DisclosureJson.of(disclosures.signed(reference), actors.current());
    }

    @GET
    @Path("pdf")
    @Operation(operationId = "downloadDisclosurePdf", summary = "The signed disclosure as PDF", description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "Pdf")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaTypes.PDF, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response pdf(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.PDF);
    }

    @GET
    @Path("csv")
    @Operation(operationId = "downloadDisclosureCsv", summary = "The rows as CSV", description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "Csv")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaTypes.CSV, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response csv(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.CSV);
    }

    @GET
    @Path("json")
    @Operation(
            operationId = "downloadDisclosureJson",
            summary = "The rows and their terms as JSON, see /.well-known/tipstaff-disclosure.schema.json",
            description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "JsonFile")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response json(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.JSON);
    }

    @GET
    @Path("xlsx")
    @Operation(operationId = "downloadDisclosureXlsx", summary = "The rows as a spreadsheet", description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "Xlsx")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaTypes.XLSX, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response xlsx(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.XLSX);
    }

    /** A further volume of the document, from 2. */
    @GET
    @Path("volume-{volume}")
    @Operation(
            operationId = "downloadDisclosureVolume",
            summary = "A further volume of the document, from 2",
            description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "Pdf")
    @APIResponse(responseCode = "416", ref = "Problem416")
    @Produces({MediaTypes.PDF, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response volume(
            @PathParam("ref") String ref,
            @Parameter(
                            description = "Number of the volume, from 2.",
                            schema = @Schema(type = SchemaType.INTEGER, format = "int32", minimum = "2"))
                    @PathParam("volume")
                    String volume)
            throws IOException {
        return file(ref, FileKind.ofPath("volume-" + volume).orElseThrow(Problem::notFound));
    }

    /** All files in one bag (BagIt, RFC 8493), written while it is sent. */
    @GET
    @Path("zip")
    @Operation(
            operationId = "downloadDisclosureZip",
            summary = "All files in one bag (BagIt, RFC 8493)",
            description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "Zip")
    @Produces({Bag.ZIP, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response zip(@PathParam("ref") String ref) throws IOException {
        return respond(downloads.bag(CaseReference.fromPath(ref), actors.current()));
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
            description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "EncryptedFile")
    @Produces({"application/pgp-encrypted", "application/pkcs7-mime", "application/problem+json"})
    @RolesAllowed(Role.Claim.OFFICER)
    public Response encrypted(
            @PathParam("ref") String ref,
            @Parameter(
                            description = "pdf, csv, json, xlsx, zip, or volume-2 and further.",
                            example = "pdf",
                            schema = @Schema(type = SchemaType.STRING, pattern = EncryptedDownloads.FORM))
                    @PathParam("kind")
                    String kind,
            @Parameter(
                            description = "pgp for the OpenPGP key, p7m for the certificate (CMS).",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"pgp", "p7m"}))
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
            description = DOWNLOAD)
    @APIResponse(responseCode = "200", ref = "JsonFile")
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public Response proof(@PathParam("ref") String ref) {
        return respond(downloads.proof(CaseReference.fromPath(ref), actors.current()));
    }

    private Response file(String ref, FileKind kind) throws IOException {
        Actor actor = actors.current();
        CaseReference reference = CaseReference.fromPath(ref);
        String had = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        if (had != null) {
            ManifestEntry file = downloads.entry(reference, kind, actor);
            if (ResumableDownloads.isThere(had, file.sha256())) {
                return ResumableDownloads.unchanged(file.sha256());
            }
        }
        return respond(downloads.download(reference, kind, actor));
    }

    /** A download as an attachment; its name is made here, of letters, digits, dots, dashes and underscores only. */
    static Response respond(Downloads.Download download) {
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
            extensions = @Extension(name = "x-part-of-request", value = "disclosure"))
    public record DisclosureJson(
            @Schema(examples = "TS-26-000123-D1") String number,

            @Schema(description = "How many rows of the log it shows.")
            long rows,

            @Nullable Instant signedAt,

            @Schema(description = "Name of the custodian.") @Nullable
            String signedBy,

            @Schema(description = "Until when the files can be downloaded.") @Nullable
            Instant expiresAt,

            @Nullable Instant recalledAt,

            @Schema(description = "In the words of the reviewer who asked.") @Nullable
            String recallReason,

            @Schema(description = "Why a reviewer asks for its recall, while no custodian has made it; to staff.")
            @Nullable
            String recallAsked,

            List<FileJson> files,

            @Schema(description = "Those that were recalled before it, the first one first.")
            List<FormerJson> former) {
        static DisclosureJson of(List<Disclosure> signed, Actor reader) {
            Disclosure disclosure = signed.get(signed.size() - 1);
            return new DisclosureJson(
                    disclosure.number(),
                    disclosure.rows(),
                    disclosure.signedAt(),
                    disclosure.certifier() == null
                            ? null
                            : disclosure.certifier().name(),
                    disclosure.expiresAt(),
                    disclosure.recalledAt(),
                    disclosure.recalled() ? disclosure.recallReason() : null,
                    disclosure.recalled() || reader.is(Role.OFFICER) ? null : disclosure.recallReason(),
                    disclosure.files().stream().map(FileJson::of).toList(),
                    signed.subList(0, signed.size() - 1).stream()
                            .map(FormerJson::of)
                            .toList());
        }
    }

    /** A disclosure that was recalled and corrected; its files are not handed out any more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "FormerDisclosure", description = "A disclosure that was recalled and corrected.")
    public record FormerJson(
            String number,
            @Nullable Instant signedAt,
            @Nullable Instant recalledAt,
            @Nullable String recallReason,
            List<FileJson> files) {
        static FormerJson of(Disclosure former) {
            return new FormerJson(
                    former.number(),
                    former.signedAt(),
                    former.recalledAt(),
                    former.recallReason(),
                    former.files().stream().map(FileJson::of).toList());
        }
    }

    /** One file. */
    @Schema(name = "DisclosedFile", description = "One file of a disclosure; kind is the last segment of its path.")
    public record FileJson(
            @Schema(pattern = FileKind.FORM, examples = "pdf")
            String kind,

            String fileName,
            String mediaType,
            long rows,
            long bytes,
            @Schema(pattern = Sha256.FORM) String sha256) {
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
