package org.tipstaff.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.disclosure.custody.Certifications;
import org.tipstaff.disclosure.verify.Verification;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.web.Problem;

/** A recall takes two persons, by the API as on the pages. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class RecallIT {
    private static final String WHY = "A handle of another order was disclosed.";

    @Inject
    Passage passage;

    @Inject
    Certifications certifications;

    @Inject
    Disclosures disclosures;

    @Inject
    Verification verification;

    @Inject
    Moves moves;

    @Inject
    Requests requests;

    @Inject
    AuditReader audit;

    private static Response recall(CaseReference reference, String reason) {
        return given().contentType("application/json")
                .body(Map.of("move", "RECALL", "reason", reason))
                .post("/api/v1/requests/" + reference + "/moves");
    }

    private static JsonPath look(CaseReference reference) {
        return given().get("/api/v1/requests/" + reference)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private int entries(CaseReference reference, AuditAction action) {
        return audit.entries(new AuditReader.Filter(reference.value(), null, action), Long.MAX_VALUE, 100)
                .size();
    }

    @Test
    @As.Reviewer
    void a_reviewer_asks_and_the_disclosure_stands_until_a_custodian_recalls_it() throws Exception {
        CaseReference reference = passage.disclosed("01");
        assertThat(look(reference).getList("moves", String.class)).containsExactly("RECALL");
        given().get("/review/" + reference).then().statusCode(200);

        assertThat(recall(reference, " ").then().statusCode(422).extract().<List<String>>path("errors.field"))
                .containsExactly("reason");
        recall(reference, "x".repeat(4_001)).then().statusCode(422);
        JsonPath asked = recall(reference, WHY).then().statusCode(200).extract().jsonPath();

        assertThat(asked.getString("status")).isEqualTo("DISCLOSED");
        assertThat(asked.getList("moves")).isEmpty();
        assertThat(asked.getString("disclosure.recallAsked")).isEqualTo(WHY);
        recall(reference, WHY).then().statusCode(200);
        recall(reference, "Something else.").then().statusCode(409);
        assertThat(entries(reference, AuditAction.RECALL_ASKED)).isEqualTo(1);
        assertThat(verification
                        .verify(disclosures
                                .find(reference)
                                .flatMap(found -> found.file(FileKind.PDF))
                                .orElseThrow()
                                .entry()
                                .sha256())
                        .verdict())
                .isEqualTo(Verification.Verdict.GENUINE);
        assertThat(moves.offered(requests.get(reference), passage.custodian())).containsExactly(Move.RECALL);
    }

    @Test
    @As.Custodian
    void a_custodian_makes_what_a_reviewer_asked_for_and_nothing_else() throws Exception {
        CaseReference reference = passage.disclosed("02");
        assertThat(look(reference).getList("moves")).isEmpty();
        recall(reference, WHY).then().statusCode(409);
        assertThat(requests.get(reference).status()).isEqualTo(Status.DISCLOSED);

        certifications.askRecall(reference, passage.reviewer(), WHY);
        assertThat(look(reference).getList("moves", String.class)).containsExactly("RECALL");
        JsonPath made = recall(reference, "").then().statusCode(200).extract().jsonPath();

        assertThat(made.getString("status")).isEqualTo("RECALLED");
        assertThat(made.getString("disclosure.recallReason")).isEqualTo(WHY);
        assertThat(made.getString("disclosure.recallAsked")).isNull();
        assertThat(made.getString("timeline[-1].reason")).isEqualTo(WHY);
        assertThat(entries(reference, AuditAction.RECALLED)).isEqualTo(1);
        recall(reference, "").then().statusCode(409);
    }

    @Test
    @TestSecurity(
            user = "custodian",
            roles = "custodian",
            attributes = @SecurityAttribute(key = "auth_time", value = "1000000000"))
    void it_is_made_with_a_fresh_sign_in_only() throws Exception {
        CaseReference reference = passage.disclosed("03");
        certifications.askRecall(reference, passage.reviewer(), WHY);

        recall(reference, "").then().statusCode(401);

        assertThat(requests.get(reference).status()).isEqualTo(Status.DISCLOSED);
    }

    @Test
    @TestSecurity(
            user = "both",
            roles = {"reviewer", "custodian"})
    void who_has_both_roles_is_one_person_all_the_same() throws Exception {
        CaseReference reference = passage.disclosed("01");
        recall(reference, WHY).then().statusCode(200);
        assertThat(requests.get(reference).status()).isEqualTo(Status.DISCLOSED);
        assertThat(look(reference).getList("moves")).isEmpty();

        recall(reference, WHY).then().statusCode(403);

        assertThat(requests.get(reference).status()).isEqualTo(Status.DISCLOSED);
        assertThat(entries(reference, AuditAction.ACCESS_REFUSED)).isEqualTo(1);
    }

    @Test
    @As.Officer
    void an_officer_neither_asks_nor_learns_that_somebody_did() throws Exception {
        CaseReference reference = passage.disclosed("02");
        certifications.askRecall(reference, passage.reviewer(), WHY);

        recall(reference, WHY).then().statusCode(403);

        assertThat(look(reference).getString("disclosure.recallAsked")).isNull();
        assertThatThrownBy(() -> certifications.askRecall(reference, passage.reviewer(), "Something else."))
                .isInstanceOf(Problem.class);
    }
}
