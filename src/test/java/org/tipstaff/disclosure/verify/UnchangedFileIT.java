package org.tipstaff.disclosure.verify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.request.CaseReference;

/** Whoever has a file and asks whether it is still the same gets an answer and not the file. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class UnchangedFileIT {
    @Inject
    Passage passage;

    @Inject
    DataSource database;

    @Test
    @As.Officer
    void a_file_with_the_tag_that_the_caller_has_is_not_sent_and_not_noted_as_received() throws Exception {
        CaseReference reference = passage.disclosed("01");
        for (String file : new String[] {"pdf", "csv", "json", "xlsx"}) {
            String path = "/api/v1/requests/" + reference + "/disclosure/" + file;
            var first = given().get(path).then().statusCode(200).extract();
            String tag = first.header("ETag");
            long received = downloads(reference);

            for (String had : new String[] {tag, "W/" + tag, "\"0\", " + tag, "*"}) {
                var again = given().header("If-None-Match", had)
                        .get(path)
                        .then()
                        .statusCode(304)
                        .extract();
                assertThat(again.header("ETag")).isEqualTo(tag);
                assertThat(again.asByteArray()).isEmpty();
            }
            assertThat(downloads(reference)).isEqualTo(received);

            given().header("If-None-Match", "\"" + "0".repeat(64) + "\"")
                    .get(path)
                    .then()
                    .statusCode(200);
            assertThat(downloads(reference)).isEqualTo(received + 1);
        }
        // From the page, where the receipt is noted before the answer is made.
        String path = "/requests/" + reference + "/disclosure/csv";
        String tag = given().get(path).then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", tag).get(path).then().statusCode(304);
    }

    private long downloads(CaseReference reference) throws Exception {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT count(*) FROM audit_entry WHERE subject = ? AND action = 'DOWNLOADED'")) {
            select.setString(1, reference.value());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
