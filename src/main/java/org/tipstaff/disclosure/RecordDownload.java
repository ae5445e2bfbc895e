package org.tipstaff.disclosure;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.work.WorkDirectory;

/** An auditor's download of a record. */
@Path("/audit/records/{ref}/record.pdf")
public class RecordDownload {
    private final Records records;
    private final Disclosures disclosures;
    private final DisclosureObjects objects;
    private final DisclosureConfig config;
    private final AuditLog audit;
    private final CurrentActor actors;

    RecordDownload(
            Records records,
            Disclosures disclosures,
            DisclosureObjects objects,
            DisclosureConfig config,
            AuditLog audit,
            CurrentActor actors) {
        this.records = records;
        this.disclosures = disclosures;
        this.objects = objects;
        this.config = config;
        this.audit = audit;
        this.actors = actors;
    }

    @GET
    @Produces("application/pdf")
    @RolesAllowed("auditor")
    public Response download(@PathParam("ref") String ref) throws IOException {
        CaseReference reference = CaseReference.fromPath(ref);
        Actor actor = actors.current();
        RecordView.Details details = records.open(reference, actor);
        byte[] record;
        try (WorkDirectory directory = WorkDirectory.create()) {
            java.nio.file.Path file = directory.path().resolve("record.pdf");
            Optional<java.nio.file.Path> signed = Optional.empty();
            if (details.signed()) {
                java.nio.file.Path disclosure = directory.path().resolve("disclosure.pdf");
                objects.restore(
                        reference,
                        disclosures
                                .find(reference)
                                .flatMap(found -> found.file(FileKind.PDF))
                                .orElseThrow()
                                .object(),
                        disclosure);
                signed = Optional.of(disclosure);
            }
            new RecordDocument(details, config.provider(), disclosures.now()).write(file, signed);
            record = Files.readAllBytes(file);
        }
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                .run(() -> audit.record(
                        AuditAction.RECORD_DOWNLOADED,
                        actor,
                        reference.value(),
                        Map.of("sha256", org.tipstaff.sealing.Sha256.of(record).hex())));
        return Response.ok(record, Bundle.PDF)
                .header("Content-Disposition", "attachment; filename=\"" + reference + "-record.pdf\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
