package org.tipstaff.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.web.Problem;

/** What the API says of a call that is not as documented: which field, what was wrong, what is right. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class ApiRefusalsIT {
    private static final JsonNode SCHEMA =
            JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/Problem");
    private static final String UNKNOWN = "/api/v1/requests/TS-26-999999";

    @Inject
    Clock clock;

    @ParameterizedTest
    @As.Officer
    @CsvSource({
        "/api/v1/requests?limit=1&since=2026-01-01, 'limit,since', 'It knows status, page'",
        "/api/v1/requests?Page=1, Page, 'It knows status, page'",
        "/api/v1/requests?page=0&page=1, page, It is given 2 times",
        UNKNOWN + "?status=REFUSED, status, It knows none",
        UNKNOWN + "/disclosure/pdf?volume=2, volume, It knows none",
        UNKNOWN + "/letters?page=2, page, It knows none",
        "/api/v1/verify/" + "00000000000000000000000000000000" + "00000000000000000000000000000000?x, x, It knows none",
    })
    void a_query_parameter_that_does_not_exist_is_told(String path, String names, String said) {
        Response answer = given().get(path);

        JsonPath problem = problem(answer, Problem.Kind.UNKNOWN_PARAMETER);
        assertThat(problem.getList("errors.field", String.class)).containsExactlyInAnyOrder(names.split(","));
        assertThat(problem.getList("errors.message", String.class)).allMatch(message -> message.contains(said));
    }

    @ParameterizedTest
    @As.Officer
    @CsvSource({
        "/api/v1/requests?page=-1, page",
        "/api/v1/requests?page=many, page",
        "/api/v1/requests?page=99999999999, page",
        "/api/v1/requests?status=LOST, status"
    })
    void a_query_parameter_that_does_not_fit_is_named(String path, String name) {
        JsonPath problem = problem(given().get(path), Problem.Kind.INVALID);
        assertThat(problem.getList("errors.field", String.class)).containsExactly(name);
    }

    /** People follow old links. */
    @Test
    @As.Officer
    void a_page_passes_over_what_it_does_not_know() {
        given().get("/requests?since=2026-01-01").then().statusCode(200);
    }

    @Test
    @As.Reviewer
    void broken_json_is_called_that_and_never_a_form() {
        JsonPath problem = problem(moves("{\"move\":"), Problem.Kind.BROKEN_JSON);
        assertThat(problem.getString("detail")).contains("line 1, column 9");
        assertThat(problem.getString("title")).doesNotContainIgnoringCase("form");
    }

    @Test
    @As.Reviewer
    void a_field_of_a_move_that_does_not_fit_is_named() {
        assertThat(problem(moves("{\"move\": 1, \"raeson\": \"x\"}"), Problem.Kind.INVALID)
                        .getList("errors.field", String.class))
                .containsExactly("move", "raeson");
        assertThat(problem(moves("{\"move\": \"APROVE\"}"), Problem.Kind.INVALID)
                        .getString("errors[0].message"))
                .contains("APPROVE");
        assertThat(problem(moves(""), Problem.Kind.BROKEN_JSON).getString("detail"))
                .contains("empty");
    }

    private static Response moves(String body) {
        return given().contentType("application/json").body(body).post(UNKNOWN + "/moves");
    }

    @Test
    @As.Officer
    void a_field_of_a_filing_that_does_not_fit_is_named_by_its_path() throws IOException {
        SampleOrder order = order();
        JsonObject filing = filing(order);
        filing.getJsonObject("terms").put("handles", "+12025550123").put("form", "2026-11-01T00:00:00Z");

        JsonPath problem = problem(file(filing, order, null), Problem.Kind.INVALID);

        assertThat(problem.getList("errors.field", String.class)).containsExactly("terms.handles", "terms.form");
        assertThat(problem.getString("errors[0].message")).isEqualTo("This must be a list of strings, and is a string");
        assertThat(problem.getString("errors[1].message")).contains("handles, logs, direction, from, to");
    }

    @Test
    @As.Officer
    void a_value_that_cannot_be_read_is_named_by_its_path_too() throws IOException {
        SampleOrder order = order();
        JsonObject filing = filing(order).put("issuedOn", "yesterday");
        filing.getJsonObject("terms").put("from", "noon").put("handles", new JsonArray());

        assertThat(problem(file(filing, order, null), Problem.Kind.INVALID).getList("errors.field", String.class))
                .contains("issuedOn", "terms.from", "terms.handles");
    }

    @Test
    @As.Officer
    void a_key_that_was_used_for_another_filing_is_called_that() throws IOException {
        String key = UUID.randomUUID().toString();
        SampleOrder order = order();
        file(filing(order), order, key).then().statusCode(201);

        JsonPath problem =
                problem(file(filing(order).put("agencyCaseNumber", "BAR-other"), order, key), Problem.Kind.KEY_USED);

        assertThat(problem.getString("title")).isEqualTo("This key was used for something else");
    }

    @Test
    void each_type_has_a_page_that_anybody_may_read() {
        String all = given().get("/problems").then().statusCode(200).extract().asString();
        for (Problem.Kind kind : Problem.Kind.values()) {
            assertThat(all).contains("href=\"" + kind.type() + "\"");
            String page = given().get(kind.type())
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .extract()
                    .asString();
            assertThat(page).contains(kind.title(), Integer.toString(kind.status()));
        }
        given().get("/problems/none-such").then().statusCode(404);
    }

    @Test
    @As.Officer
    void answers_of_the_server_itself_have_a_type_too() {
        problem(given().get("/api/v1/none"), Problem.Kind.NOT_FOUND);
        problem(given().delete("/api/v1/requests"), Problem.Kind.WRONG_METHOD);
        problem(given().accept("image/png").get("/api/v1/requests"), Problem.Kind.NOT_IN_THAT_FORM);
        problem(given().contentType("text/csv").body("x").post(UNKNOWN + "/moves"), Problem.Kind.WRONG_TYPE);
        problem(given().get("/api/v1/audit/entries"), Problem.Kind.NOT_ALLOWED);
    }

    @Test
    @As.Officer
    void a_wrong_method_says_which_are_right() {
        assertThat(given().delete("/api/v1/requests").header("Allow")).contains("GET", "POST");
        assertThat(given().put(UNKNOWN).header("Allow")).contains("GET").doesNotContain("PUT");
    }

    @Test
    @As.Officer
    void a_head_is_answered_as_a_get_without_its_body() {
        Response head = given().head("/api/v1/requests");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.contentType()).startsWith("application/json");
        assertThat(head.asByteArray()).isEmpty();
        Response missing = given().head(UNKNOWN);
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.asByteArray()).isEmpty();
    }

    @Test
    void whatever_is_not_there_is_a_problem_under_the_api() {
        for (String path : List.of("/api", "/api/", "/api/v1", "/api/v1/none/at/all", "/api/v2/requests")) {
            Response answer = given().get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        }
    }

    @Test
    @As.Officer
    void text_that_is_longer_than_described_is_named() throws IOException {
        SampleOrder order = order();
        JsonPath problem =
                problem(file(filing(order).put("judge", "J".repeat(201)), order, null), Problem.Kind.INVALID);
        assertThat(problem.getList("errors.field", String.class)).containsExactly("judge");
        assertThat(problem.getString("errors[0].message")).isEqualTo("Use at most 200 characters");
    }

    private static JsonPath problem(Response answer, Problem.Kind kind) {
        assertThat(answer.asString()).contains("\"type\":\"" + kind.type() + "\"");
        assertThat(answer.statusCode()).isEqualTo(kind.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonPath problem = answer.jsonPath();
        assertThat(problem.getString("title")).isEqualTo(kind.title());
        assertThat(problem.getInt("status")).isEqualTo(kind.status());
        try {
            new ApiContract(given().get("/q/openapi?format=json").asString())
                    .fits(SCHEMA, JsonMapper.builder().build().readTree(answer.asString()), kind.type());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problem;
    }

    private SampleOrder order() throws IOException {
        List<SampleOrder> all = SampleOrders.compose(clock, 7, UnaryOperator.identity());
        return all.stream()
                .filter(order -> order.filing().user().equals("officer"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject filing(SampleOrder order) {
        var process = order.filing().process();
        var terms = order.filing().terms();
        return new JsonObject()
                .put("instrument", process.instrument().name())
                .put("court", process.court())
                .put("judge", process.judge())
                .put("docket", process.docket())
                .put("issuedOn", process.issuedOn().toString())
                .put(
                        "terms",
                        new JsonObject()
                                .put(
                                        "handles",
                                        new JsonArray(terms.handles().stream()
                                                .map(handle -> handle.written())
                                                .toList()))
                                .put(
                                        "logs",
                                        new JsonArray(terms.logs().stream()
                                                .map(Enum::name)
                                                .toList()))
                                .put("direction", terms.direction().name())
                                .put("from", terms.range().from().toString())
                                .put("to", terms.range().to().toString()));
    }

    private static Response file(JsonObject filing, SampleOrder order, @Nullable String key) {
        var call = given().multiPart("filing", filing.encode(), "application/json")
                .multiPart("order", "order.pdf", order.pdf(), "application/pdf");
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/api/v1/requests");
    }
}
