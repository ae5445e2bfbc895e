package org.tipstaff.disclosure.custody;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.Forms;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.disclosure.contents.Statement;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.CarefulReviewer;

/** A button that is pressed twice acts once and leads to one place; another act from the same page hears who was first. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class PressedTwiceIT {
    @Inject
    Passage passage;

    @Inject
    CarefulReviewer careful;

    @Inject
    Requests requests;

    @Inject
    AuditReader audit;

    /** Like a browser: the fields of the page, and the token of this load of it. */
    private static Map<String, String> form(String token, int round, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(more);
        form.put("form-token", token);
        form.put("round", Integer.toString(round));
        return form;
    }

    private static Response press(String path, Map<String, String> form) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .post(path);
    }

    /** Both presses at once, as a double click sends them. */
    private static void twice(String path, Map<String, String> form, String to) throws Exception {
        ExecutorService hands = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Response>> presses = List.of(() -> press(path, form), () -> press(path, form));
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : hands.invokeAll(presses)) {
                answers.add(answer.get());
            }
            answers.add(press(path, form));
            assertThat(answers)
                    .extracting(Response::statusCode)
                    .as(path + " " + form.get("do"))
                    .containsOnly(303);
            assertThat(answers)
                    .extracting(answer -> answer.header("Location").replaceAll("https?://[^/]+", ""))
                    .containsOnly(to);
        } finally {
            hands.shutdown();
        }
    }

    private int audited(CaseReference reference, AuditAction action) {
        return audit.entries(new AuditReader.Filter(reference.value(), null, action), Long.MAX_VALUE, 100)
                .size();
    }

    @Test
    @As.Reviewer
    void a_reviewers_second_press_is_the_first_and_another_move_is_not() throws Exception {
        CaseReference reference = passage.claimed("03");
        String path = "/review/" + reference;
        Map<String, String> answers = new HashMap<>();
        careful.accepting(reference).forEach((code, answer) -> answers.put("answer." + code, answer));
        answers.put("do", "APPROVE");
        answers.put("reason", "Checked.");
        String token = Forms.token();

        twice(path, form(token, 1, answers), path);

        assertThat(audited(reference, AuditAction.APPROVED)).isEqualTo(1);
        assertThat(audited(reference, AuditAction.ACCESS_REFUSED)).isZero();
        Response other = press(path, form(token, 1, Map.of("do", "RETURN", "reason", "A page is missing.")));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.asString()).contains("The last step was");
        passage.reaches(reference, Status.PREPARED);

        twice(path, form(Forms.token(), 1, Map.of("do", "REOPEN", "reason", "The wrong line.")), path);
        assertThat(requests.get(reference).round()).isEqualTo(2);
        assertThat(audited(reference, AuditAction.REOPENED)).isEqualTo(1);

        twice(path, form(Forms.token(), 2, Map.of("do", "RELEASE_CLAIM")), path);
        twice(path, form(Forms.token(), 2, Map.of("do", "CLAIM")), path);
        assertThat(audited(reference, AuditAction.CLAIMED))
                .as("once more, from another load of the page")
                .isEqualTo(2);
        twice(path, form(Forms.token(), 2, Map.of("do", "RETURN", "reason", "A page is missing.")), path);
        assertThat(audited(reference, AuditAction.RETURNED)).isEqualTo(1);
    }

    @Test
    @As.Reviewer
    void what_was_refused_at_its_fields_is_done_once_it_is_mended() throws Exception {
        CaseReference reference = passage.claimed("04");
        String path = "/review/" + reference;
        String token = Forms.token();
        assertThat(press(path, form(token, 1, Map.of("do", "REFUSE"))).statusCode())
                .isEqualTo(422);
        assertThat(press(path, form(token, 1, Map.of("do", "REFUSE"))).statusCode())
                .as("a press that did nothing is no act that was made")
                .isEqualTo(422);
        twice(path, form(token, 1, Map.of("do", "REFUSE", "reason", "Another case's caption.")), path);
        assertThat(audited(reference, AuditAction.REFUSED)).isEqualTo(1);
    }

    @Test
    @As.Custodian
    void a_custodians_second_press_is_the_first() throws Exception {
        CaseReference certified = passage.claimed("01");
        passage.approve(certified);
        String path = "/custody/" + certified;
        given().get(path + "/document.pdf").then().statusCode(200);
        Map<String, String> form = form(Forms.token(), 1, Map.of());
        form.remove("round");
        List<Response> answers = List.of(certify(path, form), certify(path, form));
        assertThat(answers).extracting(Response::statusCode).containsOnly(303);
        assertThat(audited(certified, AuditAction.SIGNING_INTENDED)).isEqualTo(1);
        form.put("form-token", Forms.token());
        assertThat(certify(path, form).statusCode()).as("from another page").isEqualTo(409);
        passage.reaches(certified, Status.DISCLOSED);

        CaseReference declined = passage.claimed("02");
        careful.approve(declined, passage.staff("reviewer", Role.REVIEWER));
        passage.reaches(declined, Status.PREPARED);
        twice(
                "/custody/" + declined + "/decline",
                form(Forms.token(), 1, Map.of("reason", "The time is not the order's.")),
                "/custody");
        assertThat(audited(declined, AuditAction.DECLINED)).isEqualTo(1);
        assertThat(requests.get(declined).round()).isEqualTo(2);
    }

    private static Response certify(String path, Map<String, String> form) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParams(form)
                .formParam("statement", Statement.names())
                .post(path + "/certify");
    }
}
