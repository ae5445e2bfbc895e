package org.tipstaff.disclosure.issue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.SigningWaits;
import org.tipstaff.disclosure.StampTable;
import org.tipstaff.disclosure.prepare.Bundle;
import org.tipstaff.disclosure.prepare.Composition;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.pdf.SignatureArea;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.Reviews;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.signing.sign.ProvenSigner;
import org.tipstaff.signing.stamp.DocumentStamp;
import org.tipstaff.work.WorkDirectory;
import org.tipstaff.work.WorkStep;

/**
 * Signs what a custodian certified: intent → sign → re-validate → record → disclose. Nothing has left before the
 * recording transaction commits, so a process killed anywhere before it signs again, and the row of the disclosure takes
 * one signature only.
 */
@ApplicationScoped
public class SignStep implements WorkStep {
    public static final String NAME = SigningWaits.STEP;

    private final Requests requests;
    private final Reviews reviews;
    private final Composition composition;
    private final DisclosureObjects objects;
    private final DisclosureTable table;
    private final StampTable stamps;
    private final SigningWaits waits;
    private final ProvenSigner signer;
    private final DisclosureConfig config;
    private final AuditLog audit;
    private final Clock clock;
    private final Event<RequestMoved> moved;

    SignStep(
            Requests requests,
            Reviews reviews,
            Composition composition,
            DisclosureObjects objects,
            DisclosureTable table,
            StampTable stamps,
            SigningWaits waits,
            ProvenSigner signer,
            DisclosureConfig config,
            AuditLog audit,
            Clock clock,
            Event<RequestMoved> moved) {
        this.requests = requests;
        this.reviews = reviews;
        this.composition = composition;
        this.objects = objects;
        this.table = table;
        this.stamps = stamps;
        this.waits = waits;
        this.signer = signer;
        this.config = config;
        this.audit = audit;
        this.clock = clock;
        this.moved = moved;
    }

    /** An intent that was interrupted by a suspension is void: the custodian certifies again. */
    void left(@Observes RequestMoved event) {
        if (event.moved().from() == Status.PREPARED && event.moved().to() != Status.DISCLOSED) {
            table.dropIntent(event.request().reference());
            waits.over(event.request().reference());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) throws IOException {
        CaseReference reference = new CaseReference(subject);
        Disclosure disclosure = QuarkusTransaction.requiringNew()
                .call(() -> table.find(reference).orElseThrow());
        if (requests.get(reference).status() != Status.PREPARED
                || disclosure.certifier() == null
                || disclosure.signed()) {
            return;
        }
        try (WorkDirectory directory = WorkDirectory.create()) {
            List<ManifestEntry> produced = produced(disclosure, directory.path());
            Bundle bundle = composition.certified(reviews.approved(reference), disclosure, produced, directory.path());
            Path signed = directory.path().resolve("signed.pdf");
            SigningResult result = sign(disclosure, bundle, signed);
            ManifestEntry entry = new ManifestEntry(
                    bundle.document().fileName(),
                    MediaTypes.PDF,
                    bundle.document().rows(),
                    result.bytes(),
                    result.sha256());
            QuarkusTransaction.requiringNew().timeout(600).run(() -> record(disclosure, entry, signed));
        }
    }

    /** What was prepared beside the document. Where it has several volumes, nothing of it goes into the signed one. */
    private List<ManifestEntry> produced(Disclosure disclosure, Path directory) throws IOException {
        List<Disclosure.File> files = disclosure.files().stream()
                .filter(file -> !file.kind().equals(FileKind.PDF))
                .toList();
        boolean several = files.stream().anyMatch(file -> file.kind().isVolume());
        for (Disclosure.File file : files) {
            if (several) {
                objects.check(disclosure.edition(), file);
            } else {
                objects.restore(
                        disclosure.edition(),
                        file.object(),
                        directory.resolve(file.entry().fileName()));
            }
        }
        return files.stream().map(Disclosure.File::entry).toList();
    }

    /** The queue tries again, and people are told what it waits for: a server that is away, or whoever mends the key. */
    private SigningResult sign(Disclosure disclosure, Bundle bundle, Path signed) {
        try {
            String account = Objects.requireNonNull(disclosure.certifier()).id();
            return signer.sign(account, bundle.file(bundle.document()), signed, statement(disclosure, bundle));
        } catch (SigningException e) {
            QuarkusTransaction.requiringNew().run(() -> waits.waits(disclosure.reference(), SigningStage.of(e)));
            throw e;
        }
    }

    private SignerStatement statement(Disclosure disclosure, Bundle bundle) {
        SignatureArea area = bundle.signatureArea();
        Request.Person certifier = Objects.requireNonNull(disclosure.certifier());
        return SignerStatement.inField(
                certifier.name(), "I certify " + disclosure.number(), config.place(), area.fieldName());
    }

    /** Whether what was signed is what is prepared and certified now: it may have been declined and made anew. */
    private boolean stands(Disclosure disclosure) {
        return table.find(disclosure.edition())
                .filter(now -> now.previewHash().equals(disclosure.previewHash()))
                .filter(now -> Objects.equals(now.intendedAt(), disclosure.intendedAt()))
                .isPresent();
    }

    private void record(Disclosure disclosure, ManifestEntry entry, Path signed) {
        CaseReference reference = disclosure.reference();
        Request request = requests.lock(reference);
        Request.Person certifier = Objects.requireNonNull(disclosure.certifier());
        Instant at = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        if (request.status() != Status.PREPARED
                || !stands(disclosure)
                || !table.signed(disclosure.edition(), at, at.plus(config.downloadable()))) {
            return;
        }
        waits.over(reference);
        table.keep(disclosure.edition(), entry);
        stamps.keep(new StampTable.Entry(
                disclosure.edition(), 1, entry.sha256(), entry.bytes(), DocumentStamp.last(signed)));
        try {
            objects.keep(disclosure.edition(), FileKind.PDF.name(), signed);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        Actor custodian = new Actor(
                certifier.id(),
                certifier.name(),
                "",
                Set.of(Role.CUSTODIAN),
                null,
                Objects.requireNonNull(disclosure.intendedAt()));
        Moved made = requests.move(new MoveCommand(reference, Move.CERTIFY, custodian, ""));
        audit.record(
                AuditAction.DISCLOSED,
                Actor.SYSTEM,
                reference.value(),
                Map.of(
                        "disclosure", disclosure.number(),
                        "sha256", entry.sha256().hex(),
                        "rows", Long.toString(disclosure.rows())));
        moved.fire(new RequestMoved(requests.get(reference), made));
    }
}
