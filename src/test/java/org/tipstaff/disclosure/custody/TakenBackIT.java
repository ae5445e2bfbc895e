package org.tipstaff.disclosure.custody;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.EnumSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.CarefulReviewer;
import org.tipstaff.review.Reviews;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.web.Problem;

/** A mistaken approval is taken back before anything has left the house, and nothing of it is left. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class TakenBackIT {
    @Inject
    Passage passage;

    @Inject
    CarefulReviewer careful;

    @Inject
    Moves moves;

    @Inject
    Requests requests;

    @Inject
    Reviews reviews;

    @Inject
    Disclosures disclosures;

    @Inject
    Prepared prepared;

    @Inject
    SealedObjects objects;

    private void decline(CaseReference reference, String reason) {
        moves.make(new MoveCommand(reference, Move.DECLINE, passage.custodian(), reason));
    }

    private void reopen(CaseReference reference, String reason) {
        moves.make(new MoveCommand(reference, Move.REOPEN, passage.staff("reviewer2", Role.REVIEWER), reason));
    }

    private static void refused(Problem.Kind kind, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
    }

    private boolean files(CaseReference reference) {
        return !objects.list("disclosure/" + reference + "/").isEmpty();
    }

    @Test
    @As.Reviewer
    void what_a_custodian_declines_is_destroyed_and_the_reviewers_decide_anew() throws Exception {
        CaseReference reference = passage.claimed("01");
        passage.approve(reference);
        prepared.open(reference, FileKind.PDF, passage.custodian()).bytes().close();
        refused(Problem.Kind.INVALID, () -> decline(reference, " "));

        decline(reference, "The time on page 1 is not the order's.");

        assertThat(requests.get(reference).status()).isEqualTo(Status.IN_REVIEW);
        assertThat(requests.get(reference).claimedBy("reviewer")).isTrue();
        assertThat(disclosures.find(reference)).isEmpty();
        Passage.await(() -> !files(reference));
        assertThatThrownBy(() -> reviews.approved(reference)).isInstanceOf(IllegalStateException.class);
        assertThat(given().get("/review/" + reference)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("declined to certify", "The time on page 1 is not the order", "value=\"APPROVE\"");

        Terms asked = requests.get(reference).terms();
        Terms less = new Terms(asked.handles(), EnumSet.of(LogKind.CAPABILITY_QUERY), asked.direction(), asked.range());
        careful.approve(reference, passage.reviewer(), less, "Attachment A names one log.");
        passage.reaches(reference, Status.PREPARED);
        Disclosure anew = disclosures.find(reference).orElseThrow();
        assertThat(anew.number()).as("nothing was disclosed under the number").isEqualTo(reference + "-D1");
        refused(
                Problem.Kind.CONFLICT,
                () -> moves.make(new MoveCommand(reference, Move.CERTIFY, passage.custodian(), "", null, true)));
        passage.certify(reference);
        passage.reaches(reference, Status.DISCLOSED);
        assertThat(objects.list("disclosure/" + reference + "/"))
                .extracting(ObjectName::value)
                .contains("disclosure/" + reference + "/PDF");
    }

    @Test
    void a_reviewer_takes_an_approval_back_until_it_has_left_the_house() throws Exception {
        CaseReference reference = passage.claimed("02");
        careful.approve(reference, passage.reviewer());
        refused(Problem.Kind.INVALID, () -> reopen(reference, ""));

        reopen(reference, "Wrong line.");

        assertThat(requests.get(reference).status()).isEqualTo(Status.IN_REVIEW);
        assertThat(requests.get(reference).claimedBy("reviewer2")).isTrue();
        assertThatThrownBy(() -> reviews.approved(reference)).isInstanceOf(IllegalStateException.class);
        Thread.sleep(3_000);
        assertThat(requests.get(reference).status())
                .as("a step of the approval that was taken back prepares nothing")
                .isEqualTo(Status.IN_REVIEW);
        Passage.await(() -> !files(reference));

        careful.approve(reference, passage.staff("reviewer2", Role.REVIEWER));
        passage.reaches(reference, Status.PREPARED);
        passage.certify(reference);
        passage.reaches(reference, Status.DISCLOSED);
        refused(Problem.Kind.CONFLICT, () -> reopen(reference, "Too late."));
        refused(Problem.Kind.CONFLICT, () -> decline(reference, "Too late."));
    }

    private CaseReference narrowed(String slug) throws Exception {
        CaseReference reference = passage.claimed(slug);
        Terms asked = requests.get(reference).terms();
        Terms less = new Terms(asked.handles(), EnumSet.of(LogKind.CAPABILITY_QUERY), asked.direction(), asked.range());
        careful.approve(reference, passage.reviewer(), less, "Attachment A names one log.");
        passage.reaches(reference, Status.PREPARED);
        // Before it is signed, the letter of a grant that is taken back is not written at all.
        Passage.await(() -> given().get("/api/v1/requests/" + reference + "/letters")
                .asString()
                .contains("SIGNED"));
        return reference;
    }

    private static String officersPage(CaseReference reference) {
        return given().get("/requests/" + reference)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    @As.Officer
    void the_officer_reads_at_the_letter_that_a_partial_grant_was_taken_back() throws Exception {
        CaseReference declined = narrowed("03");
        assertThat(officersPage(declined)).contains("Partial grant").doesNotContain("Taken back");
        decline(declined, "Internal words.");
        assertThat(officersPage(declined))
                .contains("Taken back", "did not certify what was granted")
                .doesNotContain("Internal words.");

        CaseReference reopened = narrowed("04");
        reopen(reopened, "Wrong line.");
        assertThat(officersPage(reopened)).contains("Taken back", "The reviewers took this grant back");
        given().get("/api/v1/requests/" + reopened + "/letters")
                .then()
                .body("[0].takenBackAt", org.hamcrest.Matchers.notNullValue());

        CaseReference recalled = narrowed("08");
        passage.certify(recalled);
        passage.reaches(recalled, Status.DISCLOSED);
        assertThat(officersPage(recalled)).doesNotContain("Taken back");
        passage.recall(recalled, "The wrong month.");
        assertThat(officersPage(recalled))
                .contains("Taken back", "The disclosure that followed this grant was recalled");
    }

    @Test
    @As.Reviewer
    void a_program_gives_each_cut_its_reason() throws Exception {
        CaseReference reference = passage.claimed("19");
        Terms asked = requests.get(reference).terms();
        java.util.Map<String, Object> body = new java.util.HashMap<>();
        body.put("move", "APPROVE");
        body.put("answers", careful.accepting(reference));
        body.put(
                "terms",
                java.util.Map.of(
                        "logs",
                        java.util.List.of("CAPABILITY_QUERY"),
                        "from",
                        later(asked).toString()));
        body.put("cutReasons", java.util.Map.of("handles", java.util.Map.of("+12025550100", "Not asked for")));
        String path = "/api/v1/requests/" + reference + "/moves";
        String wrong = given().contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(422)
                .extract()
                .asString();
        assertThat(wrong).contains("cutReasons.handles").doesNotContain("2025550100");
        body.put("cutReasons", java.util.Map.of("range", "The order begins later."));
        given().contentType("application/json")
                .body(body)
                .post(path)
                .then()
                .statusCode(422)
                .body("errors.field", org.hamcrest.Matchers.hasItem("cutReason.log.FACETIME_INVITATION"));
        body.put(
                "cutReasons",
                java.util.Map.of(
                        "range",
                        "The order begins later.",
                        "logs",
                        java.util.Map.of("FACETIME_INVITATION", "The order names one log.")));
        given().contentType("application/json").body(body).post(path).then().statusCode(200);
        assertThat(given().get("/api/v1/requests/" + reference).then().extract().asString())
                .contains("The order begins later.", "The order names one log.");
    }

    private static java.time.Instant later(Terms asked) {
        return asked.range().from().plusSeconds(3_600);
    }
}
