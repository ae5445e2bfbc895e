package org.tipstaff.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.web.Problem;
import org.tipstaff.web.ResumableDownloads;

/** The API for what was disclosed. */
@Path("/api/v1/requests/{ref}/disclosure")
public class DisclosureApi {
    private final Disclosures disclosures;
    private final EncryptedDownloads encrypted;
    private final CurrentActor actors;

    public DisclosureApi(Disclosures disclosures, EncryptedDownloads encrypted, CurrentActor actors) {
        this.disclosures = disclosures;
        this.encrypted = encrypted;
        this.actors = actors;
    }

    /** Facts and hashes of the files. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"officer", "custodian", "auditor"})
    public DisclosureJson get(@PathParam("ref") String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        disclosures.released(reference, actors.current());
        return DisclosureJson.of(disclosures.signed(reference));
    }

    @GET
    @Path("pdf")
    @Produces({Bundle.PDF, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response pdf(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.PDF);
    }

    @GET
    @Path("csv")
    @Produces({Bundle.CSV, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response csv(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.CSV);
    }

    @GET
    @Path("json")
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response json(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.JSON);
    }

    @GET
    @Path("xlsx")
    @Produces({Bundle.XLSX, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response xlsx(@PathParam("ref") String ref) throws IOException {
        return file(ref, FileKind.XLSX);
    }

    /** A further volume of the document, from 2. */
    @GET
    @Path("volume-{volume}")
    @Produces({Bundle.PDF, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response volume(@PathParam("ref") String ref, @PathParam("volume") String volume) throws IOException {
        return file(ref, FileKind.ofPath("volume-" + volume).orElseThrow(Problem::notFound));
    }

    /** All files in one bag (BagIt, RFC 8493), written while it is sent. */
    @GET
    @Path("zip")
    @Produces({Bag.ZIP, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response zip(@PathParam("ref") String ref) throws IOException {
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
    @Produces({"application/pgp-encrypted", "application/pkcs7-mime", "application/problem+json"})
    @RolesAllowed("officer")
    public Response encrypted(
            @PathParam("ref") String ref, @PathParam("kind") String kind, @PathParam("to") String ending)
            throws IOException {
        return encrypted
                .open(CaseReference.fromPath(ref), kind, ending, actors.current())
                .response();
    }

    /** That the signed document stands in the audit log, to be checked offline; see docs/audit-format.md. */
    @GET
    @Path("proof")
    @Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
    @RolesAllowed({"officer", "custodian", "auditor"})
    public Response proof(@PathParam("ref") String ref) {
        return respond(disclosures.proof(CaseReference.fromPath(ref), actors.current()));
    }

    private Response file(String ref, FileKind kind) throws IOException {
        Actor actor = actors.current();
        return respond(disclosures.download(CaseReference.fromPath(ref), kind, actor));
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

    /** The newest disclosure in the API, and those that were recalled before it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DisclosureJson(
            String number,
            long rows,
            @Nullable String signedAt,
            @Nullable String signedBy,
            @Nullable String expiresAt,
            @Nullable String recalledAt,
            @Nullable String recallReason,
            List<FileJson> files,
            List<FormerJson> former) {
        static DisclosureJson of(List<Disclosure> signed) {
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
    public record FileJson(String kind, String fileName, String mediaType, long rows, long bytes, String sha256) {
        static FileJson of(Disclosure.File file) {
            ManifestEntry entry = file.entry();
            return new FileJson(
                    file.kind().name(),
                    entry.fileName(),
                    entry.mediaType(),
                    entry.rows(),
                    entry.bytes(),
                    entry.sha256().hex());
        }
    }
}
