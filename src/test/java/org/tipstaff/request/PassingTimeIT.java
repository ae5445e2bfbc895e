package org.tipstaff.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.request.LifeTimeFixture.HANDLE;
import static org.tipstaff.request.LifeTimeFixture.OTHER;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.review.CarefulReviewer;
import org.tipstaff.review.Reviews;
import org.tipstaff.web.Problem;

/** Preservations end or are followed, records are closed: with the real database and a clock that the test owns. */
@QuarkusTest
@WithTestResource(value = ApplicationResource.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class PassingTimeIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration RECORDS = Duration.ofDays(730);
    /**
     * Each test begins where no other has been, because audit entries and pins never go back in time; the first one
     * ahead of the machine's clock too, by which the queue goes: it would do the steps before the test does.
     */
    private static Instant nextStart =
            Clock.systemUTC().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);

    @Inject
    LifeTimeFixture fixture;

    @Inject
    Requests requests;

    @Inject
    Moves moves;

    @Inject
    Reviews reviews;

    @Inject
    Ageing ageing;

    @Inject
    DataSource database;

    @Inject
    CarefulReviewer careful;

    private final MovableClock clock = new MovableClock(nextStart);
    private Instant start = nextStart;

    @BeforeEach
    void ownTime() {
        start = nextStart;
        clock.set(start);
        QuarkusMock.installMockForType(clock, Clock.class);
        nextStart = start.plus(Duration.ofDays(1_500));
    }

    private Terms terms(Duration from, Duration to) {
        return fixture.terms(start.plus(from), start.plus(to), HANDLE);
    }

    private CaseReference letter() throws IOException {
        CaseReference letter =
                fixture.file(Instrument.PRESERVATION, terms(Duration.ofDays(-10), Duration.ofHours(-1)), null);
        assertThat(status(letter)).isEqualTo(Status.PRESERVED);
        return letter;
    }

    private Status status(CaseReference reference) {
        return requests.get(reference).status();
    }

    private void pass(Duration sinceStart) {
        clock.set(start.plus(sinceStart));
    }

    private void ages(Duration sinceStart) {
        pass(sinceStart);
        ageing.run();
    }

    private void renew(CaseReference letter) {
        moves.make(new MoveCommand(letter, Move.EXTEND, fixture.officer(), ""));
    }

    private String hold(CaseReference reference) {
        return text("SELECT state FROM hold WHERE reference = '" + reference + "'");
    }

    private String certificate(CaseReference reference) {
        return text(
                "SELECT why FROM hold_destruction WHERE destroyed_at IS NOT NULL AND reference = '" + reference + "'");
    }

    private long rows(CaseReference reference) {
        return Long.parseLong(text("SELECT row_count FROM hold WHERE reference = '" + reference + "'"));
    }

    private String text(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void destroyedWithCertificate(CaseReference reference, String why) throws Exception {
        assertThat(fixture.queued("destroy-hold", reference)).isTrue();
        fixture.work("destroy-hold", reference);
        assertThat(hold(reference)).isEqualTo("DESTROYED");
        assertThat(certificate(reference)).isEqualTo(why);
        assertThat(text("SELECT name FROM sealed_object WHERE name = 'hold/" + reference + "/snapshot'"))
                .isEmpty();
    }

    @Test
    void a_preservation_ends_after_90_days_to_the_second() throws Exception {
        CaseReference letter = letter();

        ages(Duration.ofDays(90).minus(SECOND));
        assertThat(status(letter)).isEqualTo(Status.PRESERVED);
        assertThat(hold(letter)).isEqualTo("HELD");

        ages(Duration.ofDays(90));
        assertThat(status(letter)).isEqualTo(Status.EXPIRED);
        destroyedWithCertificate(letter, "EXPIRED");
    }

    @Test
    void a_renewal_adds_90_days_to_the_first_90_whenever_it_was_made() throws Exception {
        CaseReference early = letter();
        CaseReference late = letter();
        pass(Duration.ofDays(5));
        renew(early);
        pass(Duration.ofDays(89));
        renew(late);

        ages(Duration.ofDays(180).minus(SECOND));
        assertThat(status(early)).isEqualTo(Status.EXTENDED);
        assertThat(status(late)).isEqualTo(Status.EXTENDED);

        ages(Duration.ofDays(180));
        assertThat(status(early)).isEqualTo(Status.EXPIRED);
        assertThat(status(late)).isEqualTo(Status.EXPIRED);
        destroyedWithCertificate(late, "EXPIRED");
    }

    @Test
    void what_time_has_ended_is_neither_renewed_nor_followed_before_the_hourly_look() throws Exception {
        CaseReference letter = letter();
        pass(Duration.ofDays(90));

        assertKind(() -> renew(letter), Problem.Kind.CONFLICT);
        assertKind(
                () -> fixture.file(Instrument.ORDER_2703D, terms(Duration.ofDays(80), Duration.ofDays(89)), letter),
                Problem.Kind.INVALID);
        assertThat(status(letter)).isEqualTo(Status.PRESERVED);
    }

    @Test
    void a_withdrawn_request_is_closed_after_the_record_period_to_the_second() throws Exception {
        fixture.row(start.minus(Duration.ofDays(1)), HANDLE);
        CaseReference order =
                fixture.file(Instrument.ORDER_2703D, terms(Duration.ofDays(-10), Duration.ofHours(-1)), null);
        pass(Duration.ofDays(3));
        moves.make(new MoveCommand(order, Move.WITHDRAW, fixture.officer(), "Not needed"));
        destroyedWithCertificate(order, "WITHDRAWN");

        ages(Duration.ofDays(3).plus(RECORDS).minus(SECOND));
        assertThat(status(order)).isEqualTo(Status.WITHDRAWN);

        ages(Duration.ofDays(3).plus(RECORDS));
        assertThat(status(order)).isEqualTo(Status.CLOSED);
        assertThat(fixture.queued("destroy-hold", order)).isTrue();
        fixture.work("destroy-hold", order);
        assertThat(certificate(order)).as("the first certificate stands").isEqualTo("WITHDRAWN");
    }

    @Test
    void process_that_follows_takes_the_preserved_rows_over_and_the_letter_ends_after_it_is_sealed() throws Exception {
        fixture.row(start.minus(Duration.ofDays(1)), HANDLE);
        CaseReference letter = letter();
        assertThat(rows(letter)).isEqualTo(1);
        pass(Duration.ofDays(40));
        fixture.row(start.plus(Duration.ofDays(39)), HANDLE);

        CaseReference order =
                fixture.file(Instrument.ORDER_2703D, terms(Duration.ofDays(-10), Duration.ofDays(40)), letter);

        assertThat(rows(order)).as("one from the letter, one from the log").isEqualTo(2);
        assertThat(status(order)).isEqualTo(Status.SUBMITTED);
        assertThat(status(letter)).isEqualTo(Status.CONVERTED);
        assertThat(requests.get(order).succession()).isEqualTo(new Request.Succession(letter, null));
        assertThat(requests.get(letter).succession()).isEqualTo(new Request.Succession(null, order));
        assertThat(hold(letter)).isEqualTo("HELD");
        destroyedWithCertificate(letter, "CONVERTED");
        assertThat(rows(order)).isEqualTo(2);
        assertKind(
                () -> fixture.file(Instrument.ORDER_2703D, terms(Duration.ofDays(20), Duration.ofDays(40)), letter),
                Problem.Kind.INVALID);
    }

    @Test
    void a_letter_is_not_destroyed_before_its_successor_is_sealed() throws Exception {
        fixture.row(start.minus(Duration.ofDays(1)), HANDLE);
        CaseReference letter = letter();
        pass(Duration.ofDays(40));
        CaseReference order =
                fixture.file(Instrument.ORDER_2703D, terms(Duration.ofDays(-10), Duration.ofDays(40)), letter);
        execute("UPDATE hold SET state = 'PENDING' WHERE reference = '" + order + "'");

        fixture.work("destroy-hold", letter);
        assertThat(hold(letter)).isEqualTo("HELD");

        execute("UPDATE hold SET state = 'HELD' WHERE reference = '" + order + "'");
        fixture.work("destroy-hold", letter);
        assertThat(hold(letter)).isEqualTo("DESTROYED");
    }

    @Test
    void process_that_can_only_be_refused_leaves_the_letter_as_it_is() throws Exception {
        CaseReference letter = letter();
        pass(Duration.ofDays(10));

        CaseReference subpoena =
                fixture.file(Instrument.SUBPOENA, terms(Duration.ofDays(-10), Duration.ofDays(9)), letter);

        assertThat(status(subpoena)).isEqualTo(Status.REFUSED);
        assertThat(status(letter)).isEqualTo(Status.PRESERVED);
    }

    @Test
    void another_agencys_letter_looks_like_one_that_does_not_exist() throws Exception {
        CaseReference letter = letter();
        Terms terms = terms(Duration.ofDays(-5), Duration.ofHours(-1));
        CaseReference nowhere = new CaseReference("TS-26-999999");

        Problem theirs = problem(() -> fixture.file(Instrument.ORDER_2703D, terms, letter, fixture.officerElsewhere()));
        Problem nobodys =
                problem(() -> fixture.file(Instrument.ORDER_2703D, terms, nowhere, fixture.officerElsewhere()));

        assertThat(theirs.details()).isEqualTo(nobodys.details()).hasSize(1);
        assertThat(theirs.kind()).isEqualTo(nobodys.kind()).isEqualTo(Problem.Kind.INVALID);
        assertThat(status(letter)).isEqualTo(Status.PRESERVED);
    }

    @Test
    void a_correction_narrows_the_terms_and_nothing_else() throws Exception {
        fixture.row(start.minus(Duration.ofDays(2)), HANDLE);
        fixture.row(start.minus(Duration.ofDays(2)), OTHER);
        fixture.row(start.minus(Duration.ofDays(4)), HANDLE);
        Instant from = start.minus(Duration.ofDays(10));
        Instant to = start.minus(Duration.ofHours(1));
        CaseReference order = fixture.file(Instrument.ORDER_2703D, fixture.terms(from, to, HANDLE, OTHER), null);
        String sealed = text("SELECT encode(sealed_sha256, 'hex') FROM hold WHERE reference = '" + order + "'");
        Request asked = requests.get(order);
        assertThat(counted(order)).isEqualTo(3);
        sendBack(order);

        Instant later = start.minus(Duration.ofDays(3));
        resubmit(order, fixture.terms(later, to, HANDLE));

        Request narrowed = requests.get(order);
        assertThat(narrowed.round()).isEqualTo(2);
        assertThat(narrowed.status()).isEqualTo(Status.SUBMITTED);
        assertThat(narrowed.termsHash()).isNotEqualTo(asked.termsHash());
        assertThat(counted(order)).as("recounted under the narrower terms").isEqualTo(1);
        assertThat(text("SELECT encode(sealed_sha256, 'hex') FROM hold WHERE reference = '" + order + "'"))
                .as("the snapshot itself is not touched")
                .isEqualTo(sealed);

        sendBack(order);
        Problem wider = problem(() -> resubmit(order, fixture.terms(from, to, HANDLE)));
        assertThat(wider.kind()).isEqualTo(Problem.Kind.INVALID);
        assertThat(wider.details()).hasSize(1).first().satisfies(detail -> {
            assertThat(detail.field()).isEqualTo(FilingCheck.HANDLES);
            assertThat(detail.message())
                    .isEqualTo("The correction asks for handles, logs or times that were not frozen when the request "
                            + "was received. File a new request for them, so that they are frozen now");
        });
        assertThat(requests.get(order).round()).isEqualTo(2);
        assertThat(counted(order)).isEqualTo(1);
    }

    @Test
    void an_approval_of_an_earlier_round_does_not_count_whatever_the_status_says() throws Exception {
        fixture.row(start.minus(Duration.ofDays(2)), HANDLE);
        Instant from = start.minus(Duration.ofDays(10));
        Instant to = start.minus(Duration.ofHours(1));
        CaseReference order = fixture.file(Instrument.ORDER_2703D, fixture.terms(from, to, HANDLE, OTHER), null);
        moves.make(new MoveCommand(order, Move.CLAIM, fixture.reviewer(), ""));
        careful.approve(order, fixture.reviewer());
        assertThat(reviews.approved(order).granted())
                .isEqualTo(requests.get(order).terms());

        // No move leads from an approval to a correction: somebody with the database's password does it.
        execute("UPDATE request SET status = 'RETURNED' WHERE reference = '" + order + "'");
        resubmit(order, fixture.terms(from, to, HANDLE));
        execute("UPDATE request SET status = 'APPROVED' WHERE reference = '" + order + "'");

        assertThatThrownBy(() -> reviews.approved(order));
    }

    private void sendBack(CaseReference order) {
        moves.make(new MoveCommand(order, Move.CLAIM, fixture.reviewer(), ""));
        moves.make(new MoveCommand(order, Move.RETURN, fixture.reviewer(), "Narrow it"));
    }

    private void resubmit(CaseReference order, @Nullable Terms terms) {
        moves.make(new MoveCommand(order, Move.SUBMIT, fixture.officer(), "", terms, false));
    }

    private long counted(CaseReference order) {
        return Long.parseLong(
                text("SELECT coalesce(sum(row_count), 0) FROM hold_count WHERE reference = '" + order + "'"));
    }

    private void execute(String sql) {
        QuarkusTransaction.requiringNew().run(() -> {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void assertKind(ThrowingCallable call, Problem.Kind kind) {
        assertThat(problem(call).kind()).isEqualTo(kind);
    }

    private static Problem problem(ThrowingCallable call) {
        try {
            call.call();
        } catch (Problem problem) {
            return problem;
        } catch (Throwable other) {
            throw new AssertionError(other);
        }
        throw new AssertionError("Nothing was refused");
    }
}
