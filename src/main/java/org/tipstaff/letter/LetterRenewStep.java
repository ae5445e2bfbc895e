package org.tipstaff.letter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.Requests;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.stamp.ProvenStamper;
import org.tipstaff.signing.validation.SignatureValidator;
import org.tipstaff.work.WorkDirectory;
import org.tipstaff.work.WorkStep;

/**
 * Adds a document time-stamp to a signed letter whose last one ages out: stamp → re-validate → record, as disclosures
 * have it. A process killed before the recording transaction commits leaves nothing behind; the former revision stays in
 * the store, and its hash is on record for good.
 */
@ApplicationScoped
class LetterRenewStep implements WorkStep {
    static final String NAME = "stamp-letter-anew";

    private final LetterTable table;
    private final LetterObjects objects;
    private final LetterStamps stamps;
    private final Requests requests;
    private final DocumentStamper stamper;
    private final SignatureValidator validator;
    private final AuditLog audit;
    private final Clock clock;

    LetterRenewStep(
            LetterTable table,
            LetterObjects objects,
            LetterStamps stamps,
            Requests requests,
            DocumentStamper stamper,
            SignatureValidator validator,
            AuditLog audit,
            Clock clock) {
        this.table = table;
        this.objects = objects;
        this.stamps = stamps;
        this.requests = requests;
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
    public void run(String number) throws IOException {
        run(number, stamper);
    }

    void run(String number, DocumentStamper with) throws IOException {
        Letter letter =
                QuarkusTransaction.requiringNew().call(() -> table.find(number).orElseThrow());
        LetterStamps.Last last = QuarkusTransaction.requiringNew().call(() -> stamps.last(number));
        if (last.stamp() != null && !with.due(last.stamp())) {
            return;
        }
        try (WorkDirectory directory = WorkDirectory.create()) {
            Path signed = directory.path().resolve("signed.pdf");
            try (InputStream in = objects.open(letter)) {
                Files.copy(in, signed);
            }
            DocumentStamp old = last.stamp() == null ? recordFirst(letter, signed) : last.stamp();
            if (!with.due(old)) {
                return;
            }
            Path renewed = directory.path().resolve("renewed.pdf");
            Optional<DocumentStamp> fresh = new ProvenStamper(with, validator).stamp(signed, old, renewed);
            QuarkusTransaction.requiringNew()
                    .run(() -> fresh.ifPresentOrElse(
                            stamp -> record(letter, renewed, stamp), () -> stamps.inVain(number, clock.instant())));
        }
    }

    /** For a letter that was signed before time-stamps were recorded. */
    private DocumentStamp recordFirst(Letter letter, Path signed) {
        DocumentStamp stamp = DocumentStamp.last(signed);
        Letter.Signed file = letter.file().orElseThrow();
        QuarkusTransaction.requiringNew().run(() -> {
            requests.lock(letter.reference());
            if (stamps.last(letter.number()).stamp() == null) {
                stamps.keep(letter.number(), 1, file.sha256(), file.bytes(), stamp);
            }
        });
        return stamp;
    }

    private void record(Letter letter, Path renewed, DocumentStamp stamp) {
        Letter.Signed from = letter.file().orElseThrow();
        requests.lock(letter.reference());
        if (stamps.last(letter.number()).revision() != from.revision()) {
            return;
        }
        try {
            Sha256 hash = Sha256.of(renewed);
            stamps.keep(letter.number(), from.revision() + 1, hash, Files.size(renewed), stamp);
            objects.keep(letter.number(), letter.reference(), from.revision() + 1, renewed);
            stamps.gained(letter.number());
            audit.record(
                    AuditAction.TIME_STAMPED_ANEW,
                    Actor.SYSTEM,
                    letter.reference().value(),
                    Map.of(
                            "letter", letter.number(),
                            "before", from.sha256().hex(),
                            "sha256", hash.hex(),
                            "certificateUntil", stamp.certificateUntil().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
