package org.tipstaff.identity.suspension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.identity.Role;
import org.tipstaff.identity.suspension.Admissions.Admission;
import org.tipstaff.identity.suspension.Suspensions.Whom;
import org.tipstaff.web.Problem;

/** Who keeps whom out. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class SuspensionsIT {
    private static final Agency COUNTY =
            new Agency("ashford-county-sheriff", "Ashford County Sheriff", Agency.Kind.LOCAL, "CA");
    private static final Actor ADA = actor("ada", Role.ADMINISTRATOR, null);
    private static final Actor BEN = actor("ben", Role.ADMINISTRATOR, null);
    private static final Actor CARA = actor("cara", Role.ADMINISTRATOR, COUNTY);
    private static final Actor OFFICER = actor("olive", Role.OFFICER, COUNTY);

    @Inject
    Suspensions suspensions;

    @Inject
    Admissions standing;

    @Inject
    AuditReader audit;

    @Inject
    DataSource database;

    private static Actor actor(String id, Role role, @Nullable Agency agency) {
        return new Actor(id, id, "", Set.of(role), agency, Instant.EPOCH);
    }

    @BeforeEach
    void everybodyHasComeIn() {
        List.of(ADA, BEN, CARA, OFFICER)
                .forEach(actor -> assertThat(standing.admits(actor, "")).isEqualTo(Admission.ADMITTED));
    }

    @AfterEach
    void everybodyComesInAgain() throws SQLException {
        run("UPDATE account SET suspended_at = NULL");
        run("UPDATE agency SET suspended_at = NULL");
        run("UPDATE suspension SET ended_at = now(), ended_by = '-', ended_by_name = '-', end_reason = '-'"
                + " WHERE ended_at IS NULL");
    }

    @Test
    void a_suspended_account_is_refused_by_the_next_question_and_its_sessions_are_gone() throws SQLException {
        session(OFFICER);
        suspensions.suspend(ADA, Whom.account("olive"), "Mailbox taken over");

        assertThat(standing.admits(OFFICER, "")).isEqualTo(Admission.SUSPENDED);
        assertThat(sessionsOf(OFFICER)).isZero();
        assertThat(standing.admits(CARA, "")).as("of the same agency").isEqualTo(Admission.ADMITTED);
        assertThat(last(AuditAction.ACCOUNT_SUSPENDED)).isEqualTo(Map.of("account", "olive"));

        suspensions.reinstate(ADA, Whom.account("olive"), "Mailbox is theirs again");
        assertThat(standing.admits(OFFICER, "")).isEqualTo(Admission.ADMITTED);
        assertThat(sessionsOf(OFFICER)).as("they sign in anew").isZero();
        assertThat(last(AuditAction.ACCOUNT_REINSTATED)).isEqualTo(Map.of("account", "olive"));
        assertThat(suspensions.history(Whom.account("olive")).get(0).begun().reason())
                .isEqualTo("Mailbox taken over");
    }

    @Test
    void a_suspended_agency_keeps_everybody_of_it_out_whom_nobody_has_seen_too() throws SQLException {
        session(OFFICER);
        suspensions.suspend(ADA, Whom.agency(COUNTY.id()), "Not an agency");

        assertThat(standing.admits(OFFICER, "")).isEqualTo(Admission.SUSPENDED);
        assertThat(standing.admits(actor("newcomer", Role.OFFICER, COUNTY), "")).isEqualTo(Admission.SUSPENDED);
        assertThat(standing.admits(ADA, "")).isEqualTo(Admission.ADMITTED);
        assertThat(sessionsOf(OFFICER)).isZero();
        assertThat(last(AuditAction.AGENCY_SUSPENDED)).isEqualTo(Map.of("agency", COUNTY.id()));
        assertThat(suspensions.present().agencies()).contains(COUNTY.id());
    }

    @Test
    void nobody_suspends_themselves_or_their_own_agency_and_the_attempt_is_audited() {
        int before = count(AuditAction.ACCESS_REFUSED);

        refused(Problem.Kind.NOT_ALLOWED, () -> suspensions.suspend(ADA, Whom.account("ada"), "Enough"));
        refused(Problem.Kind.NOT_ALLOWED, () -> suspensions.suspend(CARA, Whom.agency(COUNTY.id()), "Enough"));

        assertThat(count(AuditAction.ACCESS_REFUSED)).isEqualTo(before + 2);
        assertThat(standing.admits(ADA, "")).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void of_two_administrators_who_suspend_each_other_one_remains() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> acts = new ArrayList<>();
            acts.add(both.submit(() -> after(start, () -> suspensions.suspend(ADA, Whom.account("ben"), "He began"))));
            acts.add(both.submit(() -> after(start, () -> suspensions.suspend(BEN, Whom.account("ada"), "She began"))));
            start.countDown();
            int refused = 0;
            for (Future<?> act : acts) {
                try {
                    act.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(AccountSuspended.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1);
            assertThat(List.of(standing.admits(ADA, ""), standing.admits(BEN, "")))
                    .containsExactlyInAnyOrder(Admission.ADMITTED, Admission.SUSPENDED);
        } finally {
            both.shutdown();
        }
    }

    private static void after(CountDownLatch start, Runnable act) {
        try {
            start.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        act.run();
    }

    @Test
    void asked_twice_in_the_same_words_it_was_asked_once_and_another_hears_who_was_first() {
        suspensions.suspend(ADA, Whom.account("olive"), "Left the office");
        int audited = count(AuditAction.ACCOUNT_SUSPENDED);

        suspensions.suspend(ADA, Whom.account("olive"), " Left the office ");
        assertThatThrownBy(() -> suspensions.suspend(BEN, Whom.account("olive"), "Left the office"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("by ada");
        assertThat(count(AuditAction.ACCOUNT_SUSPENDED)).isEqualTo(audited);

        suspensions.reinstate(BEN, Whom.account("olive"), "Is back");
        suspensions.reinstate(BEN, Whom.account("olive"), "Is back");
        refused(Problem.Kind.CONFLICT, () -> suspensions.reinstate(ADA, Whom.account("olive"), "Is back"));
    }

    @Test
    void it_takes_a_reason_and_somebody_who_has_come_in() {
        refused(Problem.Kind.INVALID, () -> suspensions.suspend(ADA, Whom.account("olive"), "  "));
        refused(Problem.Kind.INVALID, () -> suspensions.suspend(ADA, Whom.account("olive"), "x".repeat(1_001)));
        refused(Problem.Kind.INVALID, () -> suspensions.suspend(ADA, Whom.account("olive"), "back\u202Ewards"));
        refused(Problem.Kind.NOT_FOUND, () -> suspensions.suspend(ADA, Whom.account("none-such"), "Who"));
        assertThat(standing.admits(OFFICER, "")).isEqualTo(Admission.ADMITTED);
    }

    private static void refused(Problem.Kind kind, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private Map<String, String> last(AuditAction action) {
        return audit.entries(new AuditReader.Filter(null, null, action), Long.MAX_VALUE, 1)
                .get(0)
                .entry()
                .details();
    }

    private int count(AuditAction action) {
        return audit.entries(new AuditReader.Filter(null, null, action), Long.MAX_VALUE, 10_000)
                .size();
    }

    private void session(Actor actor) throws SQLException {
        run("INSERT INTO web_session (key_hash, subject, provider_session, sealed_tokens, signed_in_at, seen_at)"
                + " VALUES (sha256('" + actor.id() + "'), '" + actor.id() + "', 's', '', now(), now())"
                + " ON CONFLICT DO NOTHING");
    }

    private long sessionsOf(Actor actor) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT count(*) FROM web_session WHERE subject = '" + actor.id() + "'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
