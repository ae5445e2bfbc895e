package org.tipstaff.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.web.Problem;

/** The description of the API, by the rules that the linters of Spectral and Redocly have for any. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class ApiDescriptionIT {
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

    private final SoftAssertions complaints = new SoftAssertions();
    private JsonNode api = JsonMapper.builder().build().createObjectNode();

    private void read() throws IOException {
        api = JsonMapper.builder()
                .build()
                .readTree(given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void it_has_what_linters_ask_of_a_description() throws IOException {
        read();
        for (String needed : List.of("title", "version", "description", "license", "contact")) {
            complaints.assertThat(api.path("info").has(needed)).as(needed).isTrue();
        }
        complaints.assertThat(api.path("servers")).as("servers").isNotEmpty();
        Set<String> tags = new HashSet<>();
        api.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
        Set<String> ids = new HashSet<>();
        Set<String> shapes = new HashSet<>();
        api.path("paths").fields().forEachRemaining(path -> {
            complaints.assertThat(path.getKey()).startsWith("/api/v1/").doesNotEndWith("/");
            complaints
                    .assertThat(shapes.add(IN_PATH.matcher(path.getKey()).replaceAll("{}")))
                    .as("%s is no other path", path.getKey())
                    .isTrue();
            path.getValue()
                    .fields()
                    .forEachRemaining(operation ->
                            operation(operation.getKey() + " " + path.getKey(), operation.getValue(), ids, tags));
        });
        assertThat(ids).hasSizeGreaterThan(18);
        complaints.assertAll();
    }

    private void operation(String name, JsonNode operation, Set<String> ids, Set<String> tags) {
        String id = operation.path("operationId").asText();
        complaints.assertThat(id).as(name).matches("[a-z][A-Za-z]+");
        complaints.assertThat(ids.add(id)).as("%s is unique", id).isTrue();
        for (String needed : List.of("summary", "description", "tags", "security")) {
            complaints
                    .assertThat(operation.has(needed))
                    .as("%s: %s", name, needed)
                    .isTrue();
        }
        operation
                .path("tags")
                .forEach(tag -> complaints.assertThat(tags).as(name).contains(tag.asText()));
        Set<String> statuses = new TreeSet<>();
        operation.path("responses").fieldNames().forEachRemaining(statuses::add);
        complaints.assertThat(statuses).as(name).anyMatch(status -> status.startsWith("2"));
        complaints.assertThat(statuses).as(name).contains("400", "500");
        Set<String> declared = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            complaints
                    .assertThat(parameter.path("description").asText())
                    .as("%s: %s", name, parameter.path("name"))
                    .isNotBlank();
            if (parameter.path("in").asText().equals("path")) {
                declared.add(parameter.path("name").asText());
            }
        });
        complaints
                .assertThat(declared)
                .as(name)
                .isEqualTo(IN_PATH.matcher(name)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_reference_leads_somewhere_and_every_component_is_used() throws IOException {
        read();
        Set<String> used = new TreeSet<>();
        references(api, used);
        Set<String> there = new TreeSet<>();
        for (String kind : List.of("schemas", "responses")) {
            api.path("components")
                    .path(kind)
                    .fieldNames()
                    .forEachRemaining(name -> there.add("#/components/" + kind + "/" + name));
        }
        assertThat(there).containsAll(used);
        assertThat(used.stream().filter(name -> name.contains("/schemas/")).toList())
                .containsExactlyInAnyOrderElementsOf(there.stream()
                        .filter(name -> name.contains("/schemas/"))
                        .toList());
    }

    private void references(JsonNode node, Set<String> used) {
        if (node.has("$ref")) {
            used.add(node.path("$ref").asText());
            assertThat(node.has("type"))
                    .as("a reference has no type beside it: %s", node)
                    .isFalse();
        }
        node.forEach(child -> references(child, used));
    }

    @Test
    void a_filing_a_line_of_the_log_and_a_problem_are_described_field_by_field() throws IOException {
        read();
        JsonNode schemas = api.path("components").path("schemas");
        for (String name : List.of("Filing", "LogLine", "MoveAsked", "Problem", "FilingForm")) {
            assertThat(schemas.path(name).path("required")).as(name).isNotEmpty();
            schemas.path(name)
                    .path("properties")
                    .fields()
                    .forEachRemaining(field -> assertThat(field.getValue().has("description")
                                    || field.getValue().has("$ref"))
                            .as("%s.%s", name, field.getKey())
                            .isTrue());
        }
        assertThat(schemas.path("LogLine").path("properties").fieldNames())
                .toIterable()
                .contains("log", "occurredAt", "sourceHandle", "targetHandle", "clientIp", "id");
        assertThat(schemas.path("Problem").path("properties").path("type").path("enum"))
                .hasSize(Problem.Kind.values().length);
        assertThat(schemas.path("Request").path("properties").fieldNames())
                .toIterable()
                .contains("hold", "decision", "disclosure", "letters");
    }
}
