package org.tipstaff.disclosure.custody;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.SecurityAttribute;
import io.quarkus.test.security.TestSecurity;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** Custodians swear to what they can open, and did open. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class PreparedIT {
    private static final String PLACE = "class=\"tnum\">[0-9]+ of [0-9]+</span>";

    @Inject
    Passage passage;

    @Inject
    Disclosures disclosures;

    @Inject
    Prepared prepared;

    @Inject
    Certifications certifications;

    @Inject
    Moves moves;

    @Inject
    Requests requests;

    private CaseReference waiting(String slug) throws Exception {
        CaseReference reference = passage.claimed(slug);
        passage.approve(reference);
        return reference;
    }

    private void certify(CaseReference reference, Actor custodian) {
        moves.make(new MoveCommand(reference, Move.CERTIFY, custodian, "", null, true));
    }

    @Test
    @As.Custodian
    void every_file_opens_from_the_page_and_is_the_one_whose_hash_stands_there() throws Exception {
        CaseReference reference = waiting("01");
        Disclosure disclosure = disclosures.find(reference).orElseThrow();
        assertThat(disclosure.files()).hasSizeGreaterThanOrEqualTo(3);
        String page = given().get("/custody/" + reference)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        for (Disclosure.File file : disclosure.files()) {
            String path = "/custody/" + reference + "/prepared/" + file.kind().path();
            assertThat(page)
                    .contains("href=\"" + path + "\"", file.entry().sha256().hex());
            for (String way : new String[] {
                path,
                "/api/v1/requests/" + reference + "/prepared/" + file.kind().path()
            }) {
                byte[] bytes = given().get(way).then().statusCode(200).extract().asByteArray();
                assertThat(Sha256.of(bytes)).as(way).isEqualTo(file.entry().sha256());
            }
        }
        assertThat(Sha256.of(given().get("/custody/" + reference + "/document.pdf")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray()))
                .isEqualTo(disclosure.previewHash());
        assertThat(page)
                .as("order, terms, findings and decision are there")
                .contains("/review/" + reference + "/original", ">Findings<", ">Asked<", "Approved as asked");
        given().get("/review/" + reference + "/original").then().statusCode(200);
        given().get("/custody/" + reference + "/prepared/volume-2").then().statusCode(404);
        given().get("/custody/" + reference + "/prepared/proof").then().statusCode(404);
    }

    @Test
    @As.Custodian
    void the_pages_on_an_emergency_name_no_court_docket_and_judge_that_there_are_not() throws Exception {
        CaseReference reference = passage.claimedEmergency();
        passage.approve(reference);

        for (String path : new String[] {"/custody", "/custody/" + reference}) {
            assertThat(given().get(path).then().statusCode(200).extract().asString())
                    .as(path)
                    .contains(reference.value())
                    .doesNotContainPattern("<dd>\\s*</dd>")
                    .doesNotContainPattern("[Dd]ocket\\s*<");
        }
        passage.certify(reference);
        passage.reaches(reference, Status.DISCLOSED);
        given().get("/custody").then().body(containsString(reference + "</a>"), not(containsString("docket </span>")));
    }

    @Test
    @As.Reviewer
    void the_workbench_says_of_a_decided_request_who_answered_and_no_place_in_the_queue() throws Exception {
        CaseReference reference = passage.claimed("01");
        assertThat(workbench(reference)).containsPattern(PLACE).contains(", 1 open</span>");

        passage.approve(reference);

        assertThat(workbench(reference))
                .contains("<strong>reviewer: Accept</strong>")
                .doesNotContain(" open</span>")
                .doesNotContainPattern(PLACE);
    }

    private static String workbench(CaseReference reference) {
        return given().get("/review/" + reference)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void nobody_certifies_a_document_that_they_did_not_open_themselves() throws Exception {
        CaseReference reference = waiting("02");
        Actor other = passage.staff("custodian2", Role.CUSTODIAN);

        conflicts(() -> certify(reference, other));
        prepared.open(reference, FileKind.CSV, other).bytes().close();
        conflicts(() -> certify(reference, other));
        prepared.open(reference, FileKind.PDF, passage.custodian()).bytes().close();
        conflicts(() -> certify(reference, other));

        prepared.open(reference, FileKind.PDF, other).bytes().close();
        certify(reference, other);
        passage.reaches(reference, Status.DISCLOSED);
    }

    private static void conflicts(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.CONFLICT));
    }

    @Test
    @TestSecurity(
            user = "custodian",
            roles = "custodian",
            attributes = @SecurityAttribute(key = "auth_time", value = "1000000000"))
    void a_sign_in_of_long_ago_opens_no_rows() throws Exception {
        CaseReference reference = waiting("03");
        for (String path : new String[] {
            "/custody/" + reference + "/document.pdf",
            "/custody/" + reference + "/prepared/csv",
            "/api/v1/requests/" + reference + "/prepared/pdf",
        }) {
            given().redirects()
                    .follow(false)
                    .get(path)
                    .then()
                    .statusCode(not(200))
                    .body(not(containsString("%PDF-")));
        }
    }

    @Test
    @As.Custodian
    void a_recall_that_was_asked_for_stands_in_the_custodians_list() throws Exception {
        CaseReference reference = passage.disclosed("01");
        String asked = reference + "</a> [^/]*Recall asked";
        assertThat(custody()).doesNotContainPattern(asked);

        certifications.askRecall(reference, passage.reviewer(), "A handle of another order was disclosed.");

        assertThat(custody()).containsPattern(asked);
        assertThat(requests.get(reference).status()).isEqualTo(Status.DISCLOSED);
        moves.make(new MoveCommand(reference, Move.RECALL, passage.custodian(), "Wrong."));
        assertThat(custody()).doesNotContainPattern(asked);
    }

    private static String custody() {
        return given().get("/custody").then().statusCode(200).extract().asString();
    }
}
