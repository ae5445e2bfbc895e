package org.tipstaff.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.request.api.FilingJson;

/** Whatever is typed or sent into a field that holds text: 422 at the field where it is no text, never a fault of ours. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@As.Officer
class TypedFieldsIT {
    private static final List<String> UNFIT = List.of(
            "\u0000", "\u0007", "a\u0000b", "\u202eMaria", "a\u2066b", "a\u200fb", "\ud800", "a\ufffeb", "a\ufffdb");

    /** As programs do: what is not ASCII is escaped, so that half a character can be sent too. */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final byte[] NO_ORDER = {1};

    /** Every field of a filing that is text, found in its own definition. */
    static Stream<String> texts() {
        return Stream.concat(
                Arrays.stream(FilingJson.class.getRecordComponents())
                        .filter(field -> field.getType() == String.class)
                        .map(RecordComponent::getName),
                Arrays.stream(FilingJson.TermsJson.class.getRecordComponents())
                        .filter(field -> field.getType() == String.class || field.getType() == List.class)
                        .map(RecordComponent::getName));
    }

    private static Response file(String field, String value) {
        Map<String, Object> terms =
                new LinkedHashMap<>(Map.of("handles", List.of("+12025550123"), "logs", List.of("SIGN_IN")));
        Map<String, Object> filing = new LinkedHashMap<>(Map.of("instrument", "ORDER_2703D", "terms", terms));
        boolean list = List.of("handles", "logs").contains(field);
        (ofTerms(field) ? terms : filing).put(field, list ? List.of(value) : value);
        try {
            String json = JSON.writeValueAsString(filing);
            return given().multiPart("filing", json, "application/json")
                    .multiPart("order", "order.pdf", NO_ORDER, "application/pdf")
                    .post("/api/v1/requests");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String path(String field) {
        return ofTerms(field) ? "terms." + field : field;
    }

    private static boolean ofTerms(String field) {
        return Arrays.stream(FilingJson.TermsJson.class.getRecordComponents())
                .anyMatch(one -> one.getName().equals(field));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void what_is_no_text_is_refused_at_its_field(String field) {
        for (String unfit : UNFIT) {
            if (List.of("handles").contains(field) && unfit.matches(".*[\u202e\u2066\u200f].*")) {
                continue; // Pasted with a number: the reading of handles decides.
            }
            file(field, unfit).then().statusCode(422).body("errors.field", hasItem(path(field)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+10000-01-01", "-0001-01-01", "+999999999-12-31", "0000-01-01", "1899-12-31", "2201-01-01"})
    void a_year_that_is_a_slip_is_refused_at_its_field(String date) {
        for (String field : List.of("issuedOn", "nondisclosureUntil")) {
            file(field, date).then().statusCode(422).body("errors.field", hasItem(path(field)));
        }
        for (String field : List.of("from", "to")) {
            file(field, date + "T00:00:00Z").then().statusCode(422).body("errors.field", hasItem(path(field)));
        }
    }

    @Test
    void a_line_break_has_no_place_in_a_field_of_one_line() {
        for (String field : List.of("judge", "docket", "agencyCaseNumber", "court")) {
            for (String broken : List.of("a\nb", "a\r\nb", "a\tb", "a\u2028b", "a\u200bb")) {
                file(field, broken).then().statusCode(422).body("errors.field", hasItem(path(field)));
            }
        }
    }

    @Test
    void a_move_says_nothing_that_is_no_text() throws JsonProcessingException {
        for (String unfit : UNFIT) {
            String json = JSON.writeValueAsString(Map.of("move", "WITHDRAW", "reason", unfit));
            given().contentType("application/json")
                    .body(json)
                    .post("/api/v1/requests/TS-26-999999/moves")
                    .then()
                    .statusCode(422)
                    .body("errors.field", equalTo(List.of("reason")));
        }
    }

    @Test
    void an_address_that_holds_what_is_no_text_is_an_answer() {
        List<Integer> answers = new ArrayList<>();
        for (String unfit : List.of("%00", "%E2%80%AE", "a%0Ab", "%EF%BF%BE")) {
            for (String path :
                    List.of("/requests?q=", "/requests?page=", "/requests?status=", "/api/v1/requests?status=")) {
                answers.add(given().urlEncodingEnabled(false).get(path + unfit).statusCode());
            }
        }
        assertThat(answers).containsOnly(422);
        assertThat(given().urlEncodingEnabled(false).get("/requests/TS%00").statusCode())
                .isEqualTo(404);
    }
}
