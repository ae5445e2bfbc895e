package org.tipstaff.disclosure.prepare;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.DisclosureTable;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.WritingProgress;
import org.tipstaff.identity.Actor;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestMoved;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.ApprovedRequest;
import org.tipstaff.review.Reviews;
import org.tipstaff.work.WorkDirectory;
import org.tipstaff.work.WorkQueue;
import org.tipstaff.work.WorkStep;

/** Cuts the snapshot of an approved request to the granted terms and composes what the custodian will read. */
@ApplicationScoped
class PrepareStep implements WorkStep {
    private static final String NAME = "prepare";

    private final Reviews reviews;
    private final Requests requests;
    private final Composition composition;
    private final DisclosureObjects objects;
    private final DisclosureTable table;
    private final WritingProgress progress;
    private final WorkQueue queue;
    private final Clock clock;
    private final Event<RequestMoved> moved;

    PrepareStep(
            Reviews reviews,
            Requests requests,
            Composition composition,
            DisclosureObjects objects,
            DisclosureTable table,
            WritingProgress progress,
            WorkQueue queue,
            Clock clock,
            Event<RequestMoved> moved) {
        this.reviews = reviews;
        this.requests = requests;
        this.composition = composition;
        this.objects = objects;
        this.table = table;
        this.progress = progress;
        this.queue = queue;
        this.clock = clock;
        this.moved = moved;
    }

    void approved(@Observes RequestMoved event) {
        if (event.moved().to() == Status.APPROVED) {
            queue.enqueue(NAME, event.request().reference().value());
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(String subject) throws IOException {
        CaseReference reference = new CaseReference(subject);
        if (requests.get(reference).status() != Status.APPROVED) {
            // Suspended or withdrawn meanwhile; a resumed request is enqueued again.
            return;
        }
        ApprovedRequest approved = reviews.approved(reference);
        Edition edition = QuarkusTransaction.requiringNew().call(() -> table.next(reference));
        Instant preparedAt = Instant.now(clock).truncatedTo(ChronoUnit.MICROS);
        try (WorkDirectory directory = WorkDirectory.create()) {
            Bundle bundle = composition.preview(approved, edition, preparedAt, directory.path());
            QuarkusTransaction.requiringNew()
                    .timeout(600)
                    .run(() -> record(new Made(edition, approved.request().round(), bundle), preparedAt));
        }
    }

    /** @param round of the request whose approval it was made of */
    private record Made(Edition edition, int round, Bundle bundle) {}

    /** What was made of an approval that has been taken back meanwhile goes nowhere, whatever was approved since. */
    private void record(Made prepared, Instant preparedAt) {
        Edition edition = prepared.edition();
        Bundle bundle = prepared.bundle();
        CaseReference reference = edition.reference();
        Request request = requests.lock(reference);
        if (request.status() != Status.APPROVED
                || request.round() != prepared.round()
                || !table.next(reference).equals(edition)) {
            return;
        }
        progress.over(reference);
        if (table.prepared(edition, bundle.rows(), preparedAt, bundle.document().sha256())) {
            bundle.manifest().forEach(file -> table.keep(edition, file));
            objects.delete(edition);
            keepObjects(edition, bundle);
        }
        Moved made = requests.move(new MoveCommand(reference, Move.PREPARE, Actor.SYSTEM, ""));
        moved.fire(new RequestMoved(requests.get(reference), made));
    }

    private void keepObjects(Edition edition, Bundle bundle) {
        try {
            objects.keep(edition, DisclosureObjects.PREVIEW, bundle.file(bundle.document()));
            for (ManifestEntry file : bundle.manifest()) {
                objects.keep(edition, FileKind.of(file).name(), bundle.file(file));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
