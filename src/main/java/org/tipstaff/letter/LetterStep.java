package org.tipstaff.letter;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.correspondence.Notices;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.signing.sign.ProvenSigner;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.work.WorkDirectory;
import org.tipstaff.work.WorkStep;

/**
 * Writes a letter that is due: write → sign → re-validate → record. Nobody sees it before the recording transaction
 * commits, so a process killed anywhere before writes it again, and its row takes one signature only.
 */
@ApplicationScoped
class LetterStep implements WorkStep {
    static final String NAME = "letter";

    private final LetterTable table;
    private final LetterObjects objects;
    private final LetterStamps stamps;
    private final LetterBodies bodies;
    private final Requests requests;
    private final Notices notices;
    private final ProvenSigner signer;
    private final DisclosureConfig config;
    private final AuditLog audit;
    private final Clock clock;

    LetterStep(
            LetterTable table,
            LetterObjects objects,
            LetterStamps stamps,
            LetterBodies bodies,
            Requests requests,
            Notices notices,
            ProvenSigner signer,
            DisclosureConfig config,
            AuditLog audit,
            Clock clock) {
        this.table = table;
        this.objects = objects;
        this.stamps = stamps;
        this.bodies = bodies;
        this.requests = requests;
        this.notices = notices;
        this.signer = signer;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String number) throws IOException {
        Letter letter = QuarkusTransaction.requiringNew()
                .call(() -> table.find(number))
                .filter(found -> found.signed() == null)
                .orElse(null);
        if (letter == null) {
            return;
        }
        Request request = requests.get(letter.reference());
        Optional<LetterBody> body = bodies.of(letter, request);
        if (body.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> table.makeVoid(number, now()));
            return;
        }
        LetterDocument document = new LetterDocument(letter, request, body.get(), config);
        try (WorkDirectory directory = WorkDirectory.create()) {
            Path unsigned = directory.path().resolve("letter.pdf");
            Path signed = directory.path().resolve(letter.fileName());
            document.write(unsigned);
            SigningResult result = sign(letter, unsigned, signed, document.statement());
            QuarkusTransaction.requiringNew().run(() -> record(letter, document.issuedBy(), result));
        }
    }

    /** The queue tries again, and people are told what it waits for: a server that is away, or whoever mends the key. */
    private SigningResult sign(Letter letter, Path unsigned, Path signed, SignerStatement statement) {
        try {
            return signer.seal(unsigned, signed, statement);
        } catch (SigningException e) {
            QuarkusTransaction.requiringNew().run(() -> table.waits(letter.number(), SigningStage.of(e), now()));
            throw e;
        }
    }

    private void record(Letter letter, String issuedBy, SigningResult result) {
        if (bodies.of(letter, requests.lock(letter.reference())).isEmpty()) {
            // What it tells of was taken back while it was being signed.
            table.makeVoid(letter.number(), now());
            return;
        }
        if (!table.signed(letter.number(), new Letter.Signed(now(), issuedBy, result.bytes(), result.sha256(), 1))) {
            return;
        }
        try {
            objects.keep(letter.number(), letter.reference(), 1, result.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stamps.keep(letter.number(), 1, result.sha256(), result.bytes(), DocumentStamp.last(result.file()));
        audit.record(
                AuditAction.LETTER_ISSUED,
                Actor.SYSTEM,
                letter.reference().value(),
                Map.of(
                        "letter", letter.number(),
                        "kind", letter.kind().name(),
                        "sha256", result.sha256().hex()));
        if (letter.kind() != LetterKind.REFUSAL && letter.kind() != LetterKind.RECALL) {
            // These were told of when they were made, and the page has the reasons from then on.
            notices.ofLetter(letter.reference(), letter.number());
        }
    }

    private Instant now() {
        return Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
    }
}
