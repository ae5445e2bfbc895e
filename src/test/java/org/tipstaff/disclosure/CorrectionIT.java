package org.tipstaff.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.EnumSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.disclosure.deliver.Downloads;
import org.tipstaff.disclosure.issue.SignStep;
import org.tipstaff.disclosure.records.RecordView;
import org.tipstaff.disclosure.records.Records;
import org.tipstaff.disclosure.transparency.HalfYear;
import org.tipstaff.disclosure.transparency.TransparencyFigures;
import org.tipstaff.disclosure.twin.SchemaPage;
import org.tipstaff.disclosure.verify.Verification;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.CarefulReviewer;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;
import org.tipstaff.web.Problem;

/** A wrong disclosure is recalled, the corrected one names it, and whoever asks is told so from then on. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class CorrectionIT {
    private static final String REASON = "It shows a log that the order does not name.";

    @Inject
    Passage passage;

    @Inject
    CarefulReviewer careful;

    @Inject
    Moves moves;

    @Inject
    Requests requests;

    @Inject
    Disclosures disclosures;

    @Inject
    Downloads downloads;

    @Inject
    DisclosureTable table;

    @Inject
    Verification verification;

    @Inject
    SignatureValidator validator;

    @Inject
    SignStep signing;

    @Inject
    Records records;

    @Inject
    TransparencyFigures transparency;

    @Inject
    Holds holds;

    @Inject
    SealedObjects objects;

    @Inject
    DataSource database;

    @Test
    @As.Officer
    void a_corrected_disclosure_comes_from_the_same_rows_and_names_the_recalled_one() throws Exception {
        CaseReference reference = passage.disclosed("01");
        Sha256 first = pdf(reference);
        byte[] firstBytes = download(reference, FileKind.PDF);
        assertThatThrownBy(() -> passage.correct(reference))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
        assertThat(verification.verify(first).verdict()).isEqualTo(Verification.Verdict.GENUINE);
        offered(reference, 200);

        passage.recall(reference, REASON);

        assertThat(verification.verify(first).verdict()).isEqualTo(Verification.Verdict.RECALLED);
        Passage.await(() -> letters(reference) == 1);
        offered(reference, 410);
        assertThat(download(reference, FileKind.PDF)).as("for the record").isEqualTo(firstBytes);
        assertThatThrownBy(() -> moves.make(new MoveCommand(reference, Move.CORRECT, passage.reviewer(), " ")))
                .isInstanceOf(Problem.class);
        passage.correct(reference);
        assertThat(requests.get(reference).status()).isEqualTo(Status.IN_REVIEW);
        offered(reference, 410);

        narrowed(reference);
        passage.reaches(reference, Status.PREPARED);
        offered(reference, 410);
        passage.certify(reference);
        passage.reaches(reference, Status.DISCLOSED);
        assertThatThrownBy(() -> passage.certify(reference)).isInstanceOf(Problem.class);
        Sha256 second = pdf(reference);
        signing.run(reference.value());

        assertThat(pdf(reference)).as("signed once").isEqualTo(second).isNotEqualTo(first);
        Disclosure corrected = disclosures.find(reference).orElseThrow();
        assertThat(corrected.number()).isEqualTo(reference + "-D2");
        assertThat(corrected.rows())
                .isLessThan(disclosures.signed(reference).get(0).rows())
                .isPositive();
        offered(reference, 200);
        says(reference, first, second);
        replaced(reference, first);
        steps(reference);

        passage.recall(reference, "Wrong again.");
        assertThat(verification.verify(second).verdict()).isEqualTo(Verification.Verdict.RECALLED);
        assertThat(verification.verify(first).verdict()).isEqualTo(Verification.Verdict.RECALLED);
        assertThat(QuarkusTransaction.requiringNew().call(() -> table.next(reference)))
                .hasToString(reference + "-D3");
    }

    private void narrowed(CaseReference reference) {
        Request request = requests.get(reference);
        Terms asked = request.terms();
        Terms wider = new Terms(asked.handles(), EnumSet.allOf(LogKind.class), asked.direction(), asked.range());
        assertThat(wider).isNotEqualTo(asked);
        assertThatThrownBy(() -> careful.approve(reference, passage.reviewer(), wider, "more"))
                .isInstanceOf(Problem.class);
        assertThat(asked.logs()).hasSizeGreaterThan(1);
        Terms less = new Terms(asked.handles(), EnumSet.of(LogKind.CAPABILITY_QUERY), asked.direction(), asked.range());
        careful.approve(reference, passage.reviewer(), less, "One log.");
    }

    /** Signed letters that tell of a recall. */
    private long letters(CaseReference reference) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT count(*) FROM letter WHERE reference = ? AND kind = 'RECALL' AND signed_at IS NOT"
                                + " NULL")) {
            select.setString(1, reference.value());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the officer can have the files, alone and together. */
    private static void offered(CaseReference reference, int status) {
        for (String file : new String[] {"pdf", "csv", "json", "xlsx", "zip", "proof"}) {
            given().redirects()
                    .follow(false)
                    .get("/requests/" + reference + "/disclosure/" + file)
                    .then()
                    .statusCode(status);
        }
    }

    private void says(CaseReference reference, Sha256 first, Sha256 second) {
        Verification.Answer answer = verification.verify(first);
        assertThat(answer.verdict()).isEqualTo(Verification.Verdict.SUPERSEDED);
        assertThat(verification.verify(second).verdict()).isEqualTo(Verification.Verdict.GENUINE);
        String agency = requests.get(reference).agency().name();
        given().get("/api/v1/verify/" + first)
                .then()
                .statusCode(200)
                .body("verdict", equalTo("SUPERSEDED"))
                .body("supersededBy.number", equalTo(reference + "-D2"))
                .body(
                        "supersededBy.signedAt",
                        equalTo(String.valueOf(
                                disclosures.find(reference).orElseThrow().signedAt())))
                .body(not(containsString(agency)))
                .body(not(containsString(REASON)));
        given().get("/requests/" + reference)
                .then()
                .body(containsString("Recalled before"))
                .body(containsString(", replaced by " + reference + "-D2"))
                .body(containsString(first.hex()))
                .body(containsString(REASON));
    }

    private void replaced(CaseReference reference, Sha256 first) throws IOException {
        JsonNode twin = new ObjectMapper().readTree(download(reference, FileKind.JSON));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(new ObjectMapper().readTree(new SchemaPage().schema()))
                        .validate(twin))
                .isEmpty();
        assertThat(twin.at("/replaces/disclosure").asText()).isEqualTo(reference + "-D1");
        assertThat(twin.at("/replaces/sha256").asText()).isEqualTo(first.hex());
        assertThat(twin.at("/replaces/reason").asText()).isEqualTo(REASON);
        byte[] pdf = download(reference, FileKind.PDF);
        assertThat(validator.validate(pdf).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf)) {
            var text = new org.apache.pdfbox.text.PDFTextStripper();
            text.setEndPage(1);
            assertThat(text.getText(document))
                    .contains("This disclosure replaces " + reference + "-D1", REASON, first.hex());
        }
    }

    private void steps(CaseReference reference) throws Exception {
        assertThat(text(
                        "SELECT string_agg(move, ' ' ORDER BY position) FROM request_move WHERE reference = ?",
                        reference))
                .isEqualTo("SUBMIT CLAIM APPROVE PREPARE CERTIFY RECALL CORRECT APPROVE PREPARE CERTIFY");
        assertThat(text(
                        "SELECT string_agg(action, ' ' ORDER BY seq) FROM audit_entry WHERE subject = ? AND action IN"
                                + " ('DISCLOSED', 'RECALL_ASKED', 'RECALLED', 'CORRECTION_BEGUN')",
                        reference))
                .isEqualTo("DISCLOSED RECALL_ASKED RECALLED CORRECTION_BEGUN DISCLOSED");
        // Disclosed, recalled, the letter about what the second round did not grant, disclosed again.
        Passage.await(() -> {
            try {
                return text(
                                "SELECT count(*)::text FROM audit_entry WHERE subject = ? AND action = 'NOTICE_SENT'",
                                reference)
                        .equals("4");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        RecordView.Details record = records.open(reference, passage.staff("auditor", Role.AUDITOR));
        assertThat(record.disclosures())
                .extracting(Disclosure::number)
                .containsExactly(reference + "-D1", reference + "-D2");
        assertThat(record.successor(record.disclosures().get(0))).isEqualTo(reference + "-D2");
        long requestsThen = transparency
                .of(HalfYear.of(requests.get(reference).receivedAt()))
                .all()
                .received();
        assertThat(text("SELECT count(*)::text FROM request WHERE reference >= ? OR true", reference))
                .as("a corrected request is counted once")
                .isEqualTo(Long.toString(requestsThen));
    }

    @Test
    void a_signature_broken_off_before_its_record_is_made_again_and_recorded_once() throws Exception {
        CaseReference reference = passage.disclosed("01");
        passage.recall(reference, REASON);
        passage.correct(reference);
        passage.approve(reference);
        passage.certify(reference);
        QuarkusTransaction.begin();
        requests.lock(reference);
        Thread.sleep(5_000);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND usename = current_user");
        }
        assertThat(table.all(reference)).extracting(Disclosure::signed).containsExactly(true, false);
        QuarkusTransaction.rollback();

        passage.reaches(reference, Status.DISCLOSED);
        assertThat(text("SELECT count(*)::text FROM audit_entry WHERE subject = ? AND action = 'DISCLOSED'", reference))
                .isEqualTo("2");
        assertThat(text(
                        "SELECT string_agg(kind, ' ' ORDER BY kind) FROM disclosure_file WHERE edition = 2 AND"
                                + " reference = ?",
                        reference))
                .isEqualTo("CSV JSON PDF XLSX");
        assertThatThrownBy(() -> text(
                        "INSERT INTO disclosure (reference, edition, number, rows, prepared_at, preview_sha256)"
                                + " VALUES (?, 3, 'TS-26-000001-D3', 0, now(), '') RETURNING number",
                        reference))
                .as("another beside the one that stands")
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("disclosure_standing");
    }

    @Test
    void without_the_frozen_rows_nothing_can_be_corrected_and_the_reviewer_is_told_why() throws Exception {
        CaseReference reference = passage.disclosed("03");
        passage.recall(reference, REASON);
        assertThat(moves.offered(requests.get(reference), passage.reviewer())).containsExactly(Move.CORRECT);

        holds.destroy(reference, "CLOSED");

        assertThat(moves.offered(requests.get(reference), passage.reviewer())).isEmpty();
        assertThatThrownBy(() -> passage.correct(reference))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("The frozen rows were destroyed");
    }

    @Test
    void a_correction_that_is_withdrawn_takes_its_own_files_along_and_leaves_the_recalled_one_on_record()
            throws Exception {
        CaseReference reference = passage.disclosed("03");
        byte[] first = download(reference, FileKind.PDF);
        passage.recall(reference, REASON);
        passage.correct(reference);
        passage.approve(reference);
        assertThat(objects.list("disclosure/" + reference + "/D2/")).isNotEmpty();
        Request request = requests.get(reference);
        Actor officer = new Actor(
                "officer", "Rosa Alvarez", "", java.util.Set.of(Role.OFFICER), request.agency(), request.receivedAt());

        moves.make(new MoveCommand(reference, Move.WITHDRAW, officer, "case closed"));

        Passage.await(() -> objects.list("disclosure/" + reference + "/D2/").isEmpty());
        assertThat(download(reference, FileKind.PDF)).isEqualTo(first);
        assertThat(verification.verify(Sha256.of(first)).verdict()).isEqualTo(Verification.Verdict.RECALLED);
    }

    @Test
    @As.Officer
    void when_the_time_for_downloading_is_over_the_bag_is_refused_too() throws Exception {
        CaseReference reference = passage.disclosed("01");
        offered(reference, 200);
        text(
                "UPDATE disclosure SET expires_at = now() - interval '1 second' WHERE reference = ? RETURNING number",
                reference);
        offered(reference, 410);
    }

    @Test
    @As.OfficerSignedInLongAgo
    void a_stale_sign_in_is_asked_for_a_fresh_one_before_the_bag() throws Exception {
        CaseReference reference = passage.disclosed("01");
        for (String file : new String[] {"pdf", "zip", "proof"}) {
            given().redirects()
                    .follow(false)
                    .get("/requests/" + reference + "/disclosure/" + file)
                    .then()
                    .statusCode(303)
                    .header("Location", containsString("/sign-in/fresh?to="));
        }
        assertThat(text("SELECT count(*)::text FROM disclosure_receipt WHERE reference = ?", reference))
                .isEqualTo("0");
    }

    @Test
    @As.AuditorSignedInLongAgo
    void a_stale_sign_in_is_asked_for_a_fresh_one_before_the_record_that_holds_the_disclosure() throws Exception {
        CaseReference reference = passage.disclosed("01");
        for (String file : new String[] {"pdf", "csv", "proof"}) {
            given().get("/api/v1/requests/" + reference + "/disclosure/" + file)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("insufficient_user_authentication"));
        }
        given().redirects()
                .follow(false)
                .get("/audit/records/" + reference + "/record.pdf")
                .then()
                .statusCode(303)
                .header("Location", containsString("/sign-in/fresh?to="));
    }

    private Sha256 pdf(CaseReference reference) {
        return disclosures
                .find(reference)
                .flatMap(disclosure -> disclosure.file(FileKind.PDF))
                .orElseThrow()
                .entry()
                .sha256();
    }

    /** As an auditor. */
    private byte[] download(CaseReference reference, FileKind kind) throws IOException {
        try (InputStream in = downloads
                .download(reference, kind, passage.staff("auditor", Role.AUDITOR))
                .content()) {
            return in.readAllBytes();
        }
    }

    private String text(String sql, CaseReference reference) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, reference.value());
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
