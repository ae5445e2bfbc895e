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
    private final CurrentActor actors;

    public DisclosureApi(Disclosures disclosures, CurrentActor actors) {
        this.disclosures = disclosures;
        this.actors = actors;
    }

    /** Facts and hashes of the files. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({"officer", "custodian", "auditor"})
    public DisclosureJson get(@PathParam("ref") String ref) {
        return DisclosureJson.of(disclosures.released(CaseReference.fromPath(ref), actors.current()));
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

    private Response file(String ref, FileKind kind) throws IOException {
        Actor actor = actors.current();
        return respond(disclosures.download(CaseReference.fromPath(ref), kind, actor));
    }

    /** A download as an attachment; its name is made here, of letters, digits, dots, dashes and underscores only. */
    static Response respond(Disclosures.Download download) {
        ManifestEntry entry = download.entry();
        return ResumableDownloads.allow(
                        Response.ok(download.content(), entry.mediaType()), entry.sha256(), entry.bytes())
                .header("Content-Disposition", "attachment; filename=\"" + entry.fileName() + "\"")
                .header("Cache-Control", "no-store")
                .header(
                        "Repr-Digest",
                        "sha-256=:"
                                + java.util.Base64.getEncoder()
                                        .encodeToString(entry.sha256().bytes()) + ":")
                .build();
    }

    static Response respond(Bag bag) {
        StreamingOutput content = bag::writeTo;
        return Response.ok(content, Bag.ZIP)
                .header("Content-Disposition", "attachment; filename=\"" + bag.fileName() + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** A disclosure in the API. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DisclosureJson(
            String number,
            long rows,
            @Nullable String signedAt,
            @Nullable String signedBy,
            @Nullable String expiresAt,
            @Nullable String recalledAt,
            List<FileJson> files) {
        static DisclosureJson of(Disclosure disclosure) {
            return new DisclosureJson(
                    disclosure.number(),
                    disclosure.rows(),
                    text(disclosure.signedAt()),
                    disclosure.certifier() == null
                            ? null
                            : disclosure.certifier().name(),
                    text(disclosure.expiresAt()),
                    text(disclosure.recalledAt()),
                    disclosure.files().stream().map(FileJson::of).toList());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
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
