package org.tipstaff.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.disclosure.verify.Verification;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.Status;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.request.receipt.Submission;
import org.tipstaff.review.CarefulReviewer;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.stamp.DocumentStamper;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;
import org.tipstaff.web.Problem;

/** Each cause brings its letter, once and by itself, whatever fails on the way; with real signatures over HTTP. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class LettersIT {
    private static long seed = 9000;

    @Inject
    CarefulReviewer careful;

    @Inject
    Submission submission;

    @Inject
    OrderIntake intake;

    @Inject
    Holds holds;

    @Inject
    Moves moves;

    @Inject
    Requests requests;

    @Inject
    Letters letters;

    @Inject
    LetterStep step;

    @Inject
    LetterBodies bodies;

    @Inject
    LetterTable table;

    @Inject
    LetterStamps stamps;

    @Inject
    LetterObjects objects;

    @Inject
    LetterRenewals renewals;

    @Inject
    LetterRenewStep renew;

    @Inject
    DocumentStamper stamper;

    @Inject
    @Wellness
    LetterHealth health;

    @Inject
    Verification verification;

    @Inject
    SignatureValidator validator;

    @Inject
    KeyStore keys;

    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    @AfterEach
    void serversAreBack() {
        SigningResource.FIRST.stampAgain();
        SigningResource.SECOND.stampAgain();
    }

    private void stopStamping() {
        SigningResource.FIRST.stopStamping();
        SigningResource.SECOND.stopStamping();
    }

    private Actor staff(String name, Role role) {
        return new Actor(name, name, "", Set.of(role), null, clock.instant());
    }

    private Actor reviewer() {
        return staff("Ruth Ferris", Role.REVIEWER);
    }

    private Actor officer(Agency agency) {
        return new Actor("officer", "Rosa Alvarez", "", Set.of(Role.OFFICER), agency, clock.instant());
    }

    private Actor officer(CaseReference reference) {
        return officer(requests.get(reference).agency());
    }

    private String sealedSha256(CaseReference reference) {
        return Objects.requireNonNull(holds.find(reference).orElseThrow().sealedSha256())
                .hex();
    }

    private CaseReference file(String slug) throws IOException {
        return file(slug, null);
    }

    /** Files a sample order, or a preservation letter with its terms; of two files no two are the same. */
    private CaseReference file(String slug, @Nullable Instrument instead) throws IOException {
        SampleOrder order = SampleOrders.compose(clock, ++seed, UnaryOperator.identity()).stream()
                .filter(each -> each.slug().startsWith(slug))
                .findFirst()
                .orElseThrow();
        Actor officer = officer(order.filing().agency());
        OrderDocument document =
                intake.receive(officer, "order.pdf", Files.write(directory.resolve("order.pdf"), order.pdf()));
        LegalProcess printed = order.filing().process();
        LegalProcess process = instead == null
                ? printed
                : new LegalProcess(
                        instead,
                        printed.court(),
                        printed.judge(),
                        printed.docket(),
                        printed.issuedOn(),
                        null,
                        printed.attested());
        return submission.submit(
                new Filing(
                        new ServedProcess(
                                process, instead == null ? "United States District Court of Examples" : "", ""),
                        order.filing().terms(),
                        document.id()),
                officer,
                Submission.Origin.ANY);
    }

    private CaseReference held(String slug) throws Exception {
        CaseReference reference = file(slug);
        await(() -> holds.progress(reference).state() == HoldState.HELD);
        moves.make(new MoveCommand(reference, Move.CLAIM, reviewer(), ""));
        return reference;
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        for (int i = 0; i < 240 && !done.getAsBoolean(); i++) {
            Thread.sleep(250);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private List<Letter> all(CaseReference reference) {
        return letters.of(reference, officer(reference));
    }

    private Letter signed(CaseReference reference, LetterKind kind) throws InterruptedException {
        await(() -> all(reference).stream().anyMatch(letter -> letter.kind() == kind && letter.signed() != null));
        List<Letter> found =
                all(reference).stream().filter(letter -> letter.kind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private byte[] bytes(Letter letter) throws IOException {
        try (InputStream in = letters.download(letter.reference(), letter.number(), officer(letter.reference()))
                .content()) {
            return in.readAllBytes();
        }
    }

    /** The letter as its officer gets it, after a stranger found it genuine. */
    private String text(Letter letter) throws IOException {
        byte[] pdf = bytes(letter);
        Letter.Signed file = letter.file().orElseThrow();
        assertThat(Sha256.of(pdf)).isEqualTo(file.sha256());
        assertThat((long) pdf.length).isEqualTo(file.bytes());
        SignatureReport report = validator.validate(pdf);
        assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.level()).isEqualTo("PAdES-BASELINE-LTA");
        Verification.Answer answer = verification.verify(file.sha256());
        assertThat(answer.verdict()).isEqualTo(Verification.Verdict.GENUINE);
        assertThat(answer.meaning())
                .containsIgnoringCase(
                        "a letter that the provider signed: a " + letter.kind().title());
        assertThat(answer.next()).contains("discloses no records");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private long number(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long audited(CaseReference reference, String action) throws SQLException {
        return number(
                "SELECT count(*) FROM audit_entry WHERE action = '" + action + "' AND subject = '" + reference + "'");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void what_the_checks_refuse_is_told_in_a_letter_that_names_nobody() throws Exception {
        CaseReference reference = file("13");

        Letter letter = signed(reference, LetterKind.REFUSAL);

        assertThat(letter.number()).isEqualTo(reference + "-L1");
        assertThat(text(letter))
                .contains("INSTRUMENT_FITS_DATA", "Nothing was frozen", "The portal, on behalf of Harborline Messaging")
                .doesNotContain("Ruth Ferris", "Helen Marsh", "Decided by");
        assertThat(all(reference)).hasSize(1);
        assertThat(audited(reference, "LETTER_ISSUED")).isEqualTo(1);
    }

    @Test
    void a_reviewers_refusal_is_signed_and_the_copy_s_destruction_after_it_and_both_outlive_the_key() throws Exception {
        CaseReference reference = held("01");
        String sealed = sealedSha256(reference);
        moves.make(new MoveCommand(reference, Move.REFUSE, reviewer(), "The caption is of another case."));

        Letter refusal = signed(reference, LetterKind.REFUSAL);
        Letter destruction = signed(reference, LetterKind.DESTRUCTION_CERTIFICATE);

        assertThat(holds.find(reference).orElseThrow().state()).isEqualTo(HoldState.DESTROYED);
        assertThat(keys.find(reference.key("snapshot"))).isEmpty();
        assertThat(text(refusal))
                .contains("Decided by Ruth Ferris", "The caption is of another case.", "is destroyed, its key first")
                .doesNotContain("Helen Marsh");
        assertThat(text(destruction))
                .contains(sealed.substring(0, 40), "The request was refused.", "no person decided it")
                .doesNotContain("Ruth Ferris", "Helen Marsh");
        assertThat(all(reference)).extracting(Letter::number).containsExactly(reference + "-L1", reference + "-L2");
    }

    @Test
    void a_narrowed_approval_brings_a_partial_grant_and_one_as_asked_brings_none() throws Exception {
        CaseReference reference = held("01");
        Terms asked = requests.get(reference).terms();
        Terms granted = new Terms(
                asked.handles(),
                asked.logs(),
                asked.direction(),
                new TimeRange(
                        asked.range().from().plus(Duration.ofDays(1)),
                        asked.range().to()));
        careful.approve(reference, reviewer(), granted, "The order begins a day later.");
        CaseReference whole = held("02");
        careful.approve(whole, reviewer());

        assertThat(text(signed(reference, LetterKind.PARTIAL_GRANT)))
                .contains("for a shorter time than asked", "The order begins a day later.", "Decided by Ruth Ferris");
        await(() -> requests.get(whole).status() == Status.PREPARED);
        assertThat(all(whole)).isEmpty();
    }

    @Test
    void a_partial_grant_that_was_taken_back_is_not_one_to_rely_on() throws Exception {
        CaseReference reference = held("03");
        Terms asked = requests.get(reference).terms();
        Terms granted = new Terms(
                asked.handles(),
                asked.logs(),
                asked.direction(),
                new TimeRange(
                        asked.range().from().plus(Duration.ofDays(1)),
                        asked.range().to()));
        careful.approve(reference, reviewer(), granted, "The order begins a day later.");
        Letter.Signed file = signed(reference, LetterKind.PARTIAL_GRANT).file().orElseThrow();
        assertThat(verification.verify(file.sha256()).next()).startsWith("You can rely on it");

        moves.make(new MoveCommand(reference, Move.REOPEN, reviewer(), "It begins as asked."));

        assertThat(verification.verify(file.sha256()).next()).contains("do not rely on it", "discloses no records");
    }

    @Test
    void a_preservation_is_confirmed_renewed_and_its_end_certified() throws Exception {
        CaseReference reference = file("01", Instrument.PRESERVATION);
        Letter first = signed(reference, LetterKind.PRESERVATION_CONFIRMATION);
        String text = text(first);
        moves.make(new MoveCommand(reference, Move.EXTEND, officer(reference), ""));
        await(() -> all(reference).size() == 2 && all(reference).get(1).signed() != null);
        Letter second = all(reference).get(1);

        assertThat(text)
                .contains(
                        "90 days from receipt",
                        "It can be renewed once",
                        sealedSha256(reference).substring(0, 40));
        assertThat(text(second)).contains("The preservation was renewed", "It cannot be renewed again");
        moves.make(new MoveCommand(reference, Move.WITHDRAW, officer(reference), "Not needed"));
        assertThat(text(signed(reference, LetterKind.DESTRUCTION_CERTIFICATE)))
                .contains("The agency withdrew the request.");
    }

    @Test
    void a_preservation_that_ended_before_it_was_confirmed_is_not_confirmed() throws Exception {
        stopStamping();
        CaseReference reference = file("02", Instrument.PRESERVATION);
        await(() -> !all(reference).isEmpty() && all(reference).get(0).waitsFor() != null);
        Letter due = all(reference).get(0);
        moves.make(new MoveCommand(reference, Move.WITHDRAW, officer(reference), "Not needed"));
        await(() -> holds.find(reference).orElseThrow().state() == HoldState.DESTROYED);
        serversAreBack();

        step.run(due.number());

        signed(reference, LetterKind.DESTRUCTION_CERTIFICATE);
        assertThat(all(reference)).extracting(Letter::kind).containsExactly(LetterKind.DESTRUCTION_CERTIFICATE);
    }

    @Test
    void while_no_server_answers_the_letter_waits_says_so_and_goes_on_by_itself() throws Exception {
        stopStamping();
        CaseReference reference = file("13");
        await(() -> !all(reference).isEmpty()
                && letters.waits(all(reference).get(0)).contains("next try at"));

        Letter waiting = all(reference).get(0);
        assertThat(letters.waits(waiting)).startsWith("Signing waits for the time-stamp authority");
        assertThat(health.call().getStatus().name()).isEqualTo("DOWN");
        assertThatThrownBy(() -> bytes(waiting)).isInstanceOf(Problem.class);

        serversAreBack();
        Letter letter = signed(reference, LetterKind.REFUSAL);
        assertThat(letters.waits(letter)).isEmpty();
        assertThat(health.call().getStatus().name()).isEqualTo("UP");
    }

    @Test
    void run_twice_and_at_once_there_is_one_letter_and_one_entry() throws Exception {
        stopStamping();
        CaseReference reference = file("13");
        await(() -> !all(reference).isEmpty() && all(reference).get(0).waitsFor() != null);
        Letter due = all(reference).get(0);
        execute("UPDATE scheduled_tasks SET execution_time = now() + interval '1 day' WHERE task_instance = '"
                + due.number() + "'");
        serversAreBack();

        List<Thread> workers = List.of(worker(due), worker(due), worker(due));
        workers.forEach(Thread::start);
        for (Thread worker : workers) {
            worker.join(60_000);
        }
        Letter letter = signed(reference, LetterKind.REFUSAL);
        byte[] before = bytes(letter);
        step.run(due.number());

        assertThat(bytes(letter)).isEqualTo(before);
        assertThat(audited(reference, "LETTER_ISSUED")).isEqualTo(1);
        assertThat(text(letter)).contains(due.number());
    }

    @Test
    void a_letter_whose_time_stamp_ages_out_gets_another_once_and_both_files_stay_genuine() throws Exception {
        CaseReference reference = file("13");
        Letter letter = signed(reference, LetterKind.REFUSAL);
        String number = letter.number();
        byte[] first = bytes(letter);
        assertThat(due(stamper)).as("today").doesNotContain(number);
        renew.run(number);
        assertThat(revision(reference)).as("not due today").isEqualTo(1);

        DocumentStamper later = stamper.at(Clock.offset(
                clock,
                Duration.between(clock.instant(), certificateUntil(number)).minusDays(30)));
        assertThat(due(later)).contains(number);
        renew.run(number, later);
        assertThat(revision(reference))
                .as("the authority's certificate is the same: nothing would be gained")
                .isEqualTo(1);
        assertThat(health.call().getStatus().name()).isEqualTo("DOWN");
        assertThat(due(later)).as("tried in vain a moment ago").doesNotContain(number);

        SigningResource.FIRST.renew(Duration.ofDays(3000));
        renew.run(number, later);
        renew.run(number, later);

        Letter renewed = signed(reference, LetterKind.REFUSAL);
        assertThat(revision(reference)).isEqualTo(2);
        assertThat(text(renewed)).contains("INSTRUMENT_FITS_DATA");
        byte[] second = bytes(renewed);
        assertThat(Arrays.copyOf(second, first.length)).isEqualTo(first);
        assertThat(second).hasSizeGreaterThan(first.length);
        assertThat(verification.verify(Sha256.of(first)).verdict()).isEqualTo(Verification.Verdict.GENUINE);
        try (InputStream in = objects.open(renewed, 1)) {
            assertThat(in.readAllBytes()).as("what was delivered").isEqualTo(first);
        }
        assertThat(audited(reference, "TIME_STAMPED_ANEW")).isEqualTo(1);
        assertThat(health.call().getStatus().name()).isEqualTo("UP");
    }

    private List<String> due(DocumentStamper with) {
        return QuarkusTransaction.requiringNew().call(() -> renewals.due(with));
    }

    private Instant certificateUntil(String number) {
        return Objects.requireNonNull(QuarkusTransaction.requiringNew()
                        .call(() -> stamps.last(number))
                        .stamp())
                .certificateUntil();
    }

    private int revision(CaseReference reference) {
        return all(reference).get(0).file().orElseThrow().revision();
    }

    private Thread worker(Letter due) {
        return new Thread(() -> {
            try {
                step.run(due.number());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void the_same_cause_is_due_once() throws Exception {
        CaseReference reference = file("13");
        signed(reference, LetterKind.REFUSAL);

        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> table.due(reference, LetterKind.REFUSAL, "REFUSED-1", clock.instant())))
                .isEmpty();
        assertThat(all(reference)).hasSize(1);
    }

    @Test
    void the_database_refuses_to_change_or_delete_a_signed_letter() throws Exception {
        CaseReference reference = file("13");
        Letter letter = signed(reference, LetterKind.REFUSAL);

        for (String sql : List.of(
                "UPDATE letter SET sha256 = 'x' WHERE number = '" + letter.number() + "'",
                "UPDATE letter SET void_at = now() WHERE number = '" + letter.number() + "'",
                "DELETE FROM letter WHERE number = '" + letter.number() + "'")) {
            assertThatThrownBy(() -> execute(sql)).as(sql).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void a_letter_is_for_its_agency_the_staff_and_auditors_and_each_download_is_audited() throws Exception {
        CaseReference reference = file("13");
        Letter letter = signed(reference, LetterKind.REFUSAL);
        CaseReference other = file("14");
        Agency elsewhere = requests.get(other).agency();
        assertThat(elsewhere).isNotEqualTo(requests.get(reference).agency());
        long before = audited(reference, "DOWNLOADED");

        for (Role role : List.of(Role.REVIEWER, Role.CUSTODIAN, Role.AUDITOR)) {
            letters.download(reference, letter.number(), staff("somebody", role))
                    .content()
                    .close();
        }
        bytes(letter);
        assertThat(audited(reference, "DOWNLOADED")).isEqualTo(before + 4);

        long refused = audited(reference, "ACCESS_REFUSED");
        notFound(reference, letter.number(), officer(elsewhere));
        notFound(reference, letter.number(), staff("somebody", Role.ADMINISTRATOR));
        assertThat(audited(reference, "ACCESS_REFUSED")).isEqualTo(refused + 2);
        notFound(other, letter.number(), officer(elsewhere));
        assertThat(audited(reference, "DOWNLOADED")).isEqualTo(before + 4);
    }

    private void notFound(CaseReference reference, String number, Actor actor) {
        assertThatThrownBy(() -> letters.download(reference, number, actor))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void what_another_round_granted_is_not_written_into_the_letter_of_this_one() throws Exception {
        Request request = requests.get(file("01"));
        Letter late = new Letter(
                request.reference(),
                LetterKind.PARTIAL_GRANT,
                "APPROVED-" + (request.round() + 1),
                request.reference() + "-L1",
                clock.instant(),
                null,
                null);
        assertThat(bodies.of(late, request)).isEmpty();
    }

    @Test
    void no_handle_of_a_letter_lies_in_plain_in_the_database() throws Exception {
        CaseReference reference = file("01", Instrument.PRESERVATION);
        signed(reference, LetterKind.PRESERVATION_CONFIRMATION);
        String handle = requests.get(reference).terms().handles().get(0).value();

        assertThat(number("SELECT count(*) FROM letter WHERE letter::text LIKE '%" + handle + "%'"))
                .isZero();
        assertThat(number("SELECT count(*) FROM sealed_object_chunk WHERE position(convert_to('%PDF', 'UTF8') IN"
                        + " sealed_object_chunk.sealed) > 0"))
                .isZero();
    }
}
