package org.tipstaff.disclosure.issue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.As;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.Edition;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.disclosure.StampTable;
import org.tipstaff.disclosure.verify.Verification;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.stamp.DocumentStamper;

/** Time-stamp servers go away and come back, and time-stamps age; the queue and the hourly look do the rest. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class SigningIT {
    @Inject
    Passage passage;

    @Inject
    Requests requests;

    @Inject
    Disclosures disclosures;

    @Inject
    Verification verification;

    @Inject
    DisclosureObjects objects;

    @Inject
    StampTable stamps;

    @Inject
    DocumentStamper stamper;

    @Inject
    RenewStep renew;

    @Inject
    @Wellness
    SigningHealth health;

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

    private CaseReference prepared(String slug) throws Exception {
        CaseReference reference = passage.claimed(slug);
        passage.approve(reference);
        return reference;
    }

    @Test
    @As.Custodian
    void while_no_server_answers_the_request_waits_says_so_and_goes_on_by_itself() throws Exception {
        CaseReference reference = prepared("01");
        SigningResource.FIRST.stopStamping();
        SigningResource.SECOND.stopStamping();
        passage.certify(reference);

        Passage.await(() -> !disclosures.waits(reference).isEmpty());
        assertThat(requests.get(reference).status()).isEqualTo(Status.PREPARED);
        Passage.await(() -> disclosures.waits(reference).contains("next try at"));
        assertThat(disclosures.waits(reference)).startsWith("Signing waits for the time-stamp authority");
        given().get("/custody/" + reference)
                .then()
                .statusCode(200)
                .body(org.hamcrest.Matchers.containsString("Signing waits for the time-stamp authority"));
        assertThat(health.call().getStatus().name()).isEqualTo("DOWN");

        SigningResource.SECOND.stampAgain();
        Passage.await(() -> requests.get(reference).status() == Status.DISCLOSED);
        assertThat(disclosures.waits(reference)).isEmpty();
        assertThat(health.call().getStatus().name()).isEqualTo("UP");
        SigningResource.FIRST.stampAgain();
    }

    @Test
    void a_time_stamp_that_ages_out_is_followed_by_another_once_and_both_files_stay_genuine() throws Exception {
        CaseReference reference = prepared("02");
        passage.certify(reference);
        Passage.await(() -> requests.get(reference).status() == Status.DISCLOSED);
        byte[] first = bytes(reference, "PDF");
        Sha256 firstHash = Sha256.of(first);
        renew.run(reference.value());
        assertThat(revisions(reference)).as("not due today").hasSize(1);

        DocumentStamper later = stamper.at(Clock.offset(clock, Duration.ofDays(50)));
        renew.run(reference, later);
        assertThat(revisions(reference))
                .as("the authority's certificate is the same: nothing would be gained")
                .hasSize(1);
        assertThat(health.call().getStatus().name()).isEqualTo("DOWN");

        SigningResource.FIRST.renew(Duration.ofDays(1000));
        breakOffBeforeTheCommit(reference, later);
        assertThat(revisions(reference)).hasSize(1);
        renew.run(reference, later);
        renew.run(reference, later);

        List<StampTable.Revision> revisions = revisions(reference);
        assertThat(revisions).extracting(StampTable.Revision::position).containsExactly(1, 2);
        byte[] second = bytes(reference, "PDF-2");
        assertThat(second).hasSizeGreaterThan(first.length);
        assertThat(Arrays.copyOf(second, first.length)).isEqualTo(first);
        assertThat(bytes(reference, "PDF")).as("what was delivered").isEqualTo(first);
        assertThat(Sha256.of(second)).isEqualTo(revisions.get(1).sha256());
        for (Sha256 hash : List.of(firstHash, Sha256.of(second))) {
            assertThat(verification.verify(hash).verdict()).isEqualTo(Verification.Verdict.GENUINE);
        }
        assertThat(disclosures
                        .find(reference)
                        .orElseThrow()
                        .file(FileKind.PDF)
                        .orElseThrow()
                        .entry()
                        .sha256())
                .isEqualTo(Sha256.of(second));
        assertThat(number("SELECT count(*) FROM audit_entry WHERE action = 'TIME_STAMPED_ANEW' AND subject = '"
                        + reference + "'"))
                .isEqualTo(1);
        assertThat(health.call().getStatus().name()).isEqualTo("UP");
    }

    /** As a kill would: everything is done, and the transaction that records it does not commit. */
    private void breakOffBeforeTheCommit(CaseReference reference, DocumentStamper later) throws Exception {
        QuarkusTransaction.begin();
        Thread other = new Thread(() -> {
            try {
                io.quarkus.arc.Arc.container().requestContext().activate();
                renew.run(reference, later);
            } catch (IOException | RuntimeException e) {
                // The lock below was not given in time, or the stamp was recorded.
            }
        });
        requests.lock(reference);
        other.start();
        Thread.sleep(2500);
        assertThat(other.isAlive()).as("waits for the lock of the recording").isTrue();
        assertThat(stamps.revisions(Edition.first(reference))).hasSize(1);
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE wait_event_type = 'Lock' AND usename = current_user");
        other.join(20_000);
        QuarkusTransaction.rollback();
    }

    private List<StampTable.Revision> revisions(CaseReference reference) {
        return QuarkusTransaction.requiringNew().call(() -> stamps.revisions(Edition.first(reference)));
    }

    private byte[] bytes(CaseReference reference, String object) throws IOException {
        try (InputStream in = objects.open(Edition.first(reference), object)) {
            return in.readAllBytes();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
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
}
