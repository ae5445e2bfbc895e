package org.tipstaff.disclosure.issue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.StampTable;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.stamp.ProvenStamper;
import org.tipstaff.signing.validation.SignatureValidator;
import org.tipstaff.work.WorkDirectory;
import org.tipstaff.work.WorkStep;

/**
 * Adds a document time-stamp to a signed disclosure whose last one ages out: stamp → re-validate → record. A process
 * killed before the recording transaction commits leaves nothing behind; afterwards the disclosure is no longer due. The
 * former revision stays in the store: its hash is on record for good.
 */
@ApplicationScoped
class RenewStep implements WorkStep {
    static final String NAME = "stamp-anew";

    private final Requests requests;
    private final DisclosureTable table;
    private final DisclosureObjects objects;
    private final StampTable stamps;
    private final DocumentStamper stamper;
    private final SignatureValidator validator;
    private final AuditLog audit;
    private final Clock clock;

    RenewStep(
            Requests requests,
            DisclosureTable table,
            DisclosureObjects objects,
            StampTable stamps,
            DocumentStamper stamper,
            SignatureValidator validator,
            AuditLog audit,
            Clock clock) {
        this.requests = requests;
        this.table = table;
        this.objects = objects;
        this.stamps = stamps;
        this.stamper = stamper;
        this.validator = validator;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) throws IOException {
        run(new CaseReference(subject), stamper);
    }

    void run(CaseReference reference, DocumentStamper with) throws IOException {
        Disclosure disclosure = QuarkusTransaction.requiringNew()
                .call(() -> table.find(reference).orElseThrow());
        if (!disclosure.signed() || disclosure.recalled()) {
            // Recalled meanwhile: nobody relies on it, so nothing has to last.
            return;
        }
        Edition edition = disclosure.edition();
        Disclosure.File file = disclosure.file(FileKind.PDF).orElseThrow();
        StampTable.Last last = QuarkusTransaction.requiringNew().call(() -> stamps.last(reference));
        if (last.stamp() != null && !with.due(last.stamp())) {
            return;
        }
        try (WorkDirectory directory = WorkDirectory.create()) {
            Path signed = directory.path().resolve("signed.pdf");
            objects.restore(edition, file.object(), signed);
            DocumentStamp old = last.stamp() == null ? recordFirst(edition, file, signed) : last.stamp();
            if (!with.due(old)) {
                return;
            }
            Path renewed = directory.path().resolve("renewed.pdf");
            Optional<DocumentStamp> fresh = new ProvenStamper(with, validator).stamp(signed, old, renewed);
            QuarkusTransaction.requiringNew()
                    .timeout(600)
                    .run(() -> fresh.ifPresentOrElse(
                            stamp -> record(edition, file, renewed, stamp), () -> inVain(edition)));
        }
    }

    /** For a disclosure that was signed before time-stamps were recorded. */
    private DocumentStamp recordFirst(Edition edition, Disclosure.File file, Path signed) {
        DocumentStamp stamp = DocumentStamp.last(signed);
        QuarkusTransaction.requiringNew().run(() -> {
            requests.lock(edition.reference());
            if (stands(edition) && stamps.last(edition.reference()).stamp() == null) {
                stamps.keep(new StampTable.Entry(
                        edition, 1, file.entry().sha256(), file.entry().bytes(), stamp));
            }
        });
        return stamp;
    }

    private boolean stands(Edition edition) {
        return table.find(edition).map(disclosure -> !disclosure.recalled()).orElse(false);
    }

    private void inVain(Edition edition) {
        requests.lock(edition.reference());
        if (stands(edition)) {
            stamps.vain(edition, clock.instant());
        }
    }

    private void record(Edition edition, Disclosure.File from, Path renewed, DocumentStamp stamp) {
        CaseReference reference = edition.reference();
        requests.lock(reference);
        if (!stands(edition) || stamps.last(reference).position() != from.revision()) {
            return;
        }
        Disclosure.File next = new Disclosure.File(FileKind.PDF, from.entry(), from.revision() + 1);
        try {
            Sha256 hash = Sha256.of(renewed);
            stamps.keep(new StampTable.Entry(edition, next.revision(), hash, Files.size(renewed), stamp));
            objects.keep(edition, next.object(), renewed);
            stamps.vain(edition, null);
            audit.record(
                    AuditAction.TIME_STAMPED_ANEW,
                    Actor.SYSTEM,
                    reference.value(),
                    Map.of(
                            "before", from.entry().sha256().hex(),
                            "sha256", hash.hex(),
                            "certificateUntil", stamp.certificateUntil().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
