package org.tipstaff.disclosure.records;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.work.WorkDirectory;

/** An auditor's download of a record. */
@Path("/audit/records/{ref}/record.pdf")
public class RecordDownload {
    private final Records records;
    private final Disclosures disclosures;
    private final DisclosureObjects objects;
    private final DisclosureConfig config;
    private final AuditLog audit;
    private final FreshSignIn fresh;
    private final CurrentActor actors;

    RecordDownload(
            Records records,
            Disclosures disclosures,
            DisclosureObjects objects,
            DisclosureConfig config,
            AuditLog audit,
            FreshSignIn fresh,
            CurrentActor actors) {
        this.records = records;
        this.disclosures = disclosures;
        this.objects = objects;
        this.config = config;
        this.audit = audit;
        this.fresh = fresh;
        this.actors = actors;
    }

    @GET
    @Produces("application/pdf")
    @RolesAllowed(Role.Claim.AUDITOR)
    public Response download(@PathParam("ref") String ref) throws IOException {
        CaseReference reference = CaseReference.fromPath(ref);
        Actor actor = actors.current();
        // The signed disclosures, with every row, are inside.
        fresh.require(actor, "/audit/records/" + reference);
        RecordView.Details details = records.open(reference, actor);
        byte[] record;
        try (WorkDirectory directory = WorkDirectory.create()) {
            java.nio.file.Path file = directory.path().resolve("record.pdf");
            new RecordDocument(details, config.provider(), disclosures.now())
                    .write(file, signed(details.disclosures(), directory.path()));
            record = Files.readAllBytes(file);
        }
        io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
                .run(() -> audit.record(
                        AuditAction.RECORD_DOWNLOADED,
                        actor,
                        reference.value(),
                        Map.of("sha256", org.tipstaff.sealing.Sha256.of(record).hex())));
        return Response.ok(record, MediaTypes.PDF)
                .header("Content-Disposition", "attachment; filename=\"" + reference + "-record.pdf\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** The signed documents; none where the record period is over and they were destroyed. */
    private Map<Edition, java.nio.file.Path> signed(List<Disclosure> all, java.nio.file.Path directory)
            throws IOException {
        Map<Edition, java.nio.file.Path> signed = new HashMap<>();
        for (Disclosure disclosure : all) {
            java.nio.file.Path file = directory.resolve(disclosure.number() + ".pdf");
            try {
                objects.restore(
                        disclosure.edition(),
                        disclosure.file(FileKind.PDF).orElseThrow().object(),
                        file);
                signed.put(disclosure.edition(), file);
            } catch (SealedObjects.NoSuchObject e) {
                // The record is complete without it: its hash is there.
                signed.remove(disclosure.edition());
            }
        }
        return signed;
    }
}
