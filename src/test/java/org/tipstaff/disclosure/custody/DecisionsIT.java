package org.tipstaff.disclosure.custody;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.CutReasons;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Particulars;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.CarefulReviewer;
import org.tipstaff.review.Cut;
import org.tipstaff.review.Decision;
import org.tipstaff.review.Reviews;
import org.tipstaff.web.Problem;

/** A decision is what the reviewers answered, and the second of them saw what the first granted. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class DecisionsIT {
    private static final String WHY = "Attachment A names the capability query log alone.";
    /** Needs a second reviewer. */
    private static final String REVERSE = "18";

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

    private Actor second() {
        return passage.staff("reviewer2", Role.REVIEWER);
    }

    private Terms oneLog(CaseReference reference) {
        Terms asked = requests.get(reference).terms();
        assertThat(asked.logs()).hasSizeGreaterThan(1).contains(LogKind.CAPABILITY_QUERY);
        return new Terms(asked.handles(), EnumSet.of(LogKind.CAPABILITY_QUERY), asked.direction(), asked.range());
    }

    private static Problem problem(ThrowingCallable act) {
        List<Problem> thrown = new ArrayList<>();
        assertThatThrownBy(act).isInstanceOfSatisfying(Problem.class, thrown::add);
        return thrown.get(0);
    }

    @Test
    void neither_a_refuse_nor_a_general_reason_lets_an_approval_through() throws Exception {
        CaseReference reference = passage.claimed("10");
        Map<String, String> answers = new HashMap<>(careful.accepting(reference));
        assertThat(answers).isNotEmpty();
        answers.replaceAll((code, answer) -> "REFUSE");

        Problem contradicted = problem(() -> moves.make(new MoveCommand(
                reference, Move.APPROVE, passage.reviewer(), "Looked at it.", Particulars.answering(answers))));
        Problem covered = problem(() ->
                moves.make(new MoveCommand(reference, Move.APPROVE, passage.reviewer(), "This covers all of them.")));

        assertThat(contradicted.details()).hasSameSizeAs(answers.keySet());
        assertThat(covered.details()).hasSameSizeAs(answers.keySet());
        assertThat(requests.get(reference).status()).isEqualTo(Status.IN_REVIEW);
    }

    @Test
    void a_cut_without_a_reason_is_not_made_and_one_with_it_is_kept_with_it() throws Exception {
        CaseReference reference = passage.claimed("01");
        Terms less = oneLog(reference);

        assertThat(problem(() -> careful.approve(reference, passage.reviewer(), less, " "))
                        .details())
                .extracting(Problem.Detail::field)
                .containsExactly("cutReason.log.FACETIME_INVITATION");
        assertThat(requests.get(reference).status()).isEqualTo(Status.IN_REVIEW);

        careful.approve(reference, passage.reviewer(), less, WHY);
        assertThat(reviews.approved(reference).cuts()).containsExactly(new Cut(null, LogKind.FACETIME_INVITATION, WHY));
    }

    @Test
    @As.Reviewer2
    void the_second_reviewer_sees_what_was_granted_and_confirms_that_and_nothing_else() throws Exception {
        CaseReference reference = passage.claimed(REVERSE);
        careful.approve(reference, passage.reviewer(), oneLog(reference), WHY);
        assertThat(requests.get(reference).status()).isEqualTo(Status.SECOND_REVIEW);
        Decision first = reviews.standing(requests.get(reference)).orElseThrow();

        String page = given().get("/review/" + reference)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        String released = page.substring(page.indexOf("What would be released"), page.indexOf("<h3>Facts"));
        assertThat(released)
                .contains("<s>" + LogKind.FACETIME_INVITATION.title() + "</s>", "Not granted", WHY)
                .contains("granted by reviewer, of");
        assertThat(page)
                .contains("name=\"shown\" value=\"" + first.position() + "\"")
                .as("nobody's answers are chosen beforehand")
                .doesNotContainPattern("name=\"answer\\.[A-Z_]+\" value=\"[A-Z]+\" checked");

        assertThat(problem(() -> moves.make(new MoveCommand(reference, Move.CONFIRM, second(), "Checked.")))
                        .kind())
                .isEqualTo(Problem.Kind.INVALID);
        Particulars other = new Particulars(
                null, CutReasons.NONE, careful.accepting(reference), Map.of(), "", first.position() + 1, false);
        assertThat(problem(() -> moves.make(new MoveCommand(reference, Move.CONFIRM, second(), "", other)))
                        .kind())
                .as("another decision than the one that was looked at")
                .isEqualTo(Problem.Kind.CONFLICT);

        careful.confirm(reference, second());
        assertThat(reviews.approved(reference).granted()).isEqualTo(first.granted());
    }

    @Test
    void a_second_reviewer_with_a_question_sends_back() throws Exception {
        CaseReference reference = passage.claimed(REVERSE);
        careful.approve(reference, passage.reviewer());

        moves.make(new MoveCommand(reference, Move.RETURN, second(), "Which of the two days is meant?"));

        assertThat(requests.get(reference).status()).isEqualTo(Status.RETURNED);
        assertThat(reviews.standing(requests.get(reference))).isEmpty();
    }

    @Test
    @As.Officer
    void a_note_for_the_team_is_not_shown_to_the_officer() throws Exception {
        CaseReference reference = passage.claimed("01");
        Particulars noted = new Particulars(
                null, CutReasons.NONE, Map.of(), Map.of(), "Counsel doubts the magistrate's district.", 0, false);
        moves.make(new MoveCommand(reference, Move.RETURN, passage.reviewer(), "Confirm the docket.", noted));

        assertThat(reviews.decisions(reference)).extracting(Decision::note).containsExactly(noted.note());
        for (String path : List.of("/requests/" + reference, "/api/v1/requests/" + reference)) {
            assertThat(given().get(path).then().statusCode(200).extract().asString())
                    .contains("Confirm the docket.")
                    .doesNotContain("Counsel doubts");
        }
    }
}
