package org.tipstaff.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.disclosure.custody.Certifications;
import org.tipstaff.disclosure.custody.Prepared;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Requests;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.Status;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.request.receipt.Submission;
import org.tipstaff.review.CarefulReviewer;

/** Takes sample orders as far through the portal as a test needs them; each person is who they are in the demonstration. */
@ApplicationScoped
public class Passage {
    private final InvitationLog log;
    private final Submission submission;
    private final OrderIntake intake;
    private final Holds holds;
    private final Moves moves;
    private final Requests requests;
    private final Certifications certifications;
    private final CarefulReviewer careful;
    private final Prepared prepared;
    private final Clock clock;

    Passage(
            InvitationLog log,
            Submission submission,
            OrderIntake intake,
            Holds holds,
            Moves moves,
            Requests requests,
            Certifications certifications,
            CarefulReviewer careful,
            Prepared prepared,
            Clock clock) {
        this.log = log;
        this.submission = submission;
        this.intake = intake;
        this.holds = holds;
        this.moves = moves;
        this.requests = requests;
        this.certifications = certifications;
        this.careful = careful;
        this.prepared = prepared;
        this.clock = clock;
    }

    public Actor staff(String name, Role role) {
        return new Actor(name, name, "", Set.of(role), null, clock.instant());
    }

    public Actor reviewer() {
        return staff("reviewer", Role.REVIEWER);
    }

    public Actor custodian() {
        return staff("custodian", Role.CUSTODIAN);
    }

    /** Filed by {@code officer}, held and claimed. */
    public CaseReference claimed(String slug) throws Exception {
        fillLog();
        return claimed(order(slug, 31));
    }

    /** @param seed of two orders that are composed with two seeds no two are the same */
    public SampleOrder order(String slug, long seed) throws IOException {
        return SampleOrders.compose(clock, seed, UnaryOperator.identity()).stream()
                .filter(each -> each.slug().startsWith(slug))
                .findFirst()
                .orElseThrow();
    }

    /** A request of a kind that comes from no court, held and claimed. */
    public CaseReference claimedEmergency() throws Exception {
        SampleOrder order = order("01", 31);
        LegalProcess written = order.filing().process();
        LegalProcess emergency =
                new LegalProcess(Instrument.EMERGENCY, "", "", "", written.issuedOn(), null, written.attested());
        fillLog();
        return claimed(new SampleOrder(
                order.slug(),
                order.title(),
                new SampleOrder.Filing(
                        order.filing().user(),
                        order.filing().agency(),
                        emergency,
                        order.filing().terms()),
                order.expected(),
                order.file()));
    }

    public CaseReference claimed(SampleOrder order) throws Exception {
        Actor officer = new Actor(
                "officer",
                "Rosa Alvarez",
                "officer@example.com",
                Set.of(Role.OFFICER),
                order.filing().agency(),
                clock.instant());
        Path pdf = Files.write(Files.createTempFile("order", ".pdf"), order.pdf());
        OrderDocument document = intake.receive(officer, "order.pdf", pdf);
        Files.deleteIfExists(pdf);
        CaseReference reference = submission.submit(
                new Filing(
                        new ServedProcess(
                                order.filing().process(),
                                order.filing().process().court().isEmpty()
                                        ? ""
                                        : "United States District Court of Examples",
                                ""),
                        order.filing().terms(),
                        document.id()),
                officer,
                Submission.Origin.ANY);
        await(() -> holds.progress(reference).state() == HoldState.HELD);
        moves.make(new MoveCommand(reference, Move.CLAIM, reviewer(), ""));
        return reference;
    }

    /** A few rows of both logs, once. */
    private void fillLog() {
        List<LogRecord> rows = IntStream.range(0, 12)
                .mapToObj(i -> new LogRecord(
                        i % 3 == 0 ? LogKind.FACETIME_INVITATION : LogKind.CAPABILITY_QUERY,
                        clock.instant()
                                .minus(5, ChronoUnit.DAYS)
                                .truncatedTo(ChronoUnit.SECONDS)
                                .plusSeconds(i),
                        Handle.parse(SampleOrders.LIGHT),
                        Handle.parse("+12025550177"),
                        new LogDetails("192.0.2.7", "facetime", 1, "none", "", "")))
                .toList();
        log.append("passage", rows.iterator());
    }

    public void approve(CaseReference reference) throws InterruptedException {
        careful.approve(reference, reviewer());
        if (requests.get(reference).status() == Status.SECOND_REVIEW) {
            careful.confirm(reference, staff("reviewer2", Role.REVIEWER));
        }
        reaches(reference, Status.PREPARED);
    }

    /** The custodian opens the document, and then certifies it. */
    public void certify(CaseReference reference) {
        try (var document = prepared.open(reference, FileKind.PDF, custodian()).bytes()) {
            document.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moves.make(new MoveCommand(reference, Move.CERTIFY, custodian(), "", null, true));
    }

    public CaseReference disclosed(String slug) throws Exception {
        return disclosed(claimed(slug));
    }

    /** @param reference of a claimed request */
    public CaseReference disclosed(CaseReference reference) throws InterruptedException {
        approve(reference);
        certify(reference);
        reaches(reference, Status.DISCLOSED);
        return reference;
    }

    public void recall(CaseReference reference, String reason) {
        certifications.askRecall(reference, reviewer(), reason);
        moves.make(new MoveCommand(reference, Move.RECALL, custodian(), reason));
    }

    void correct(CaseReference reference) {
        moves.make(new MoveCommand(reference, Move.CORRECT, reviewer(), "One log only this time."));
    }

    public void reaches(CaseReference reference, Status status) throws InterruptedException {
        await(() -> requests.get(reference).status() == status);
    }

    public static void await(BooleanSupplier done) throws InterruptedException {
        for (int i = 0; i < 360 && !done.getAsBoolean(); i++) {
            Thread.sleep(250);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }
}
