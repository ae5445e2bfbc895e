package org.tipstaff.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tipstaff.ApplicationResource;
import org.tipstaff.identity.Role;
import org.tipstaff.sealing.Sha256;
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
        operation.path("parameters").forEach(given -> {
            JsonNode parameter =
                    given.has("$ref") ? api.at(given.path("$ref").asText().substring(1)) : given;
            complaints
                    .assertThat(parameter.path("description").asText())
                    .as("%s: %s", name, parameter.path("name"))
                    .isNotBlank();
            complaints
                    .assertThat(parameter.path("schema").has("type")
                            || parameter.path("schema").has("$ref"))
                    .as("%s: %s has a type", name, parameter.path("name"))
                    .isTrue();
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
        for (String kind : List.of("schemas", "responses", "parameters")) {
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
    void every_example_is_of_its_schema() throws IOException {
        read();
        ApiContract contract = new ApiContract(api.toString());
        assertThat(examples(contract, api, "")).as("examples").isGreaterThan(40);
    }

    /** Of a schema, of a parameter, and of an answer: where they stand differs. */
    private int examples(ApiContract contract, JsonNode node, String path) {
        int found = 0;
        if (node.has("schema")) {
            List<JsonNode> all = new ArrayList<>();
            node.path("examples").forEach(example -> all.add(example.path("value")));
            if (node.has("example")) {
                all.add(node.path("example"));
            }
            all.forEach(example -> contract.fits(node.path("schema"), example, path));
            found += all.size();
        } else if (node.path("examples").isArray() && (node.has("type") || node.has("anyOf"))) {
            node.path("examples").forEach(example -> contract.fits(node, example, path));
            found += node.path("examples").size();
        }
        for (var fields = node.fields(); fields.hasNext(); ) {
            var field = fields.next();
            found += examples(contract, field.getValue(), path + "/" + field.getKey());
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found += examples(contract, node.get(i), path + "/" + i);
        }
        return found;
    }

    private List<String> names(String schema) {
        List<String> names = new ArrayList<>();
        api.path("components").path("schemas").path(schema).path("enum").forEach(name -> names.add(name.asText()));
        return names;
    }

    private JsonNode property(String schema, String name) {
        return api.path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .path(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Request, status, Status, org.tipstaff.request.Status",
        "Request, instrument, Instrument, org.tipstaff.process.Instrument",
        "Finding, verdict, Verdict, org.tipstaff.process.Verdict",
        "Finding, axis, Axis, org.tipstaff.process.Finding$Axis",
        "MadeMove, move, Move, org.tipstaff.request.Move",
        "MadeMove, from, Status, org.tipstaff.request.Status",
        "Decision, move, Move, org.tipstaff.request.Move",
        "Hold, state, HoldState, org.tipstaff.hold.HoldState",
        "Letter, kind, LetterKind, org.tipstaff.letter.LetterKind",
        "Letter, state, LetterState, org.tipstaff.letter.LetterJson$State",
        "Terms, direction, Direction, org.tipstaff.invitation.Direction",
        "Verification, verdict, FileVerdict, org.tipstaff.disclosure.verify.Verification$Verdict",
        "AuditEntry, action, AuditAction, org.tipstaff.audit.AuditAction",
        "LogLine, log, LogKind, org.tipstaff.invitation.LogKind",
        "MoveAsked, move, Move, org.tipstaff.request.Move"
    })
    void names_are_those_of_the_code(String schema, String property, String name, String type) throws Exception {
        read();
        assertThat(property(schema, property).path("$ref").asText()).isEqualTo("#/components/schemas/" + name);
        assertThat(names(name))
                .isEqualTo(Arrays.stream(Class.forName(type).getEnumConstants())
                        .map(value -> ((Enum<?>) value).name())
                        .toList());
    }

    @Test
    void lists_and_maps_of_names_say_which() throws Exception {
        read();
        assertThat(property("Request", "moves").at("/items/$ref").asText()).endsWith("/Move");
        assertThat(property("Terms", "logs").at("/items/$ref").asText()).endsWith("/LogKind");
        assertThat(property("TermsAsked", "logs").at("/items/$ref").asText()).endsWith("/LogKind");
        assertThat(property("MoveAsked", "answers")
                        .at("/additionalProperties/$ref")
                        .asText())
                .endsWith("/Answer");
        assertThat(names("Answer")).containsExactly("ACCEPT", "ASK", "REFUSE");
        List<String> roles = new ArrayList<>();
        property("MadeMove", "role").path("enum").forEach(role -> roles.add(role.asText()));
        assertThat(roles)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Role.values()).map(Role::claim).toList());
    }

    /** What is always there is required; what is not is left out or null, and says which. */
    @Test
    void every_property_says_whether_it_is_there_and_whether_it_can_be_null() throws IOException {
        read();
        Map<String, Set<String>> optional = new TreeMap<>();
        Map<String, Set<String>> nullable = new TreeMap<>();
        api.path("components").path("schemas").fields().forEachRemaining(schema -> {
            Set<String> required = new TreeSet<>();
            schema.getValue().path("required").forEach(name -> required.add(name.asText()));
            schema.getValue().path("properties").fields().forEachRemaining(property -> {
                if (!required.contains(property.getKey())) {
                    optional.computeIfAbsent(schema.getKey(), key -> new TreeSet<>())
                            .add(property.getKey());
                }
                if (property.getValue().toString().contains("\"null\"")) {
                    nullable.computeIfAbsent(schema.getKey(), key -> new TreeSet<>())
                            .add(property.getKey());
                }
            });
        });
        assertThat(optional.get("Request"))
                .containsExactly(
                        "decision",
                        "disclosure",
                        "findings",
                        "followedBy",
                        "hold",
                        "letters",
                        "moves",
                        "nondisclosureUntil",
                        "preservation",
                        "timeline");
        assertThat(optional.get("Hold")).containsExactly("expectedRows", "heldAt", "sealedSha256");
        assertThat(optional)
                .doesNotContainKeys("Terms", "AuditEntry", "AuditEntries", "MadeMove", "Requests", "Decision");
        assertThat(nullable.get("AuditEntries")).containsExactly("next");
        assertThat(nullable.get("Filing"))
                .contains("nondisclosureUntil", "court")
                .doesNotContain("instrument", "terms");
        assertThat(nullable).doesNotContainKeys("Request", "Disclosure", "Letter", "Finding");
    }

    private String form(JsonNode property) {
        JsonNode one = property.has("anyOf") ? property.path("anyOf").path(0) : property;
        return (one.has("$ref") ? api.at(one.path("$ref").asText().substring(1)) : one)
                .path("format")
                .asText();
    }

    @Test
    void instants_dates_hashes_and_references_have_their_form() throws IOException {
        read();
        api.path("components")
                .path("schemas")
                .fields()
                .forEachRemaining(schema -> schema.getValue()
                        .path("properties")
                        .fields()
                        .forEachRemaining(property -> {
                            String place = schema.getKey() + "." + property.getKey();
                            if (property.getKey().matches("\\w+At|at|dated|since|from|to|cutoff")
                                    && !place.startsWith("MadeMove.")) {
                                complaints
                                        .assertThat(form(property.getValue()))
                                        .as(place)
                                        .isEqualTo("date-time");
                            }
                            if (property.getKey().matches("(?i)\\w*(sha256|hash)")) {
                                complaints
                                        .assertThat(property.getValue()
                                                .path("pattern")
                                                .asText())
                                        .as(place)
                                        .isEqualTo(Sha256.FORM);
                            }
                        }));
        complaints.assertThat(form(property("Request", "issuedOn"))).isEqualTo("date");
        complaints.assertThat(property("Request", "reference").has("pattern")).isTrue();
        complaints
                .assertThat(property("MoveAsked", "reason").path("maxLength").asInt())
                .isEqualTo(4_000);
        complaints
                .assertThat(property("TermsAsked", "handles").path("maxItems").asInt())
                .isPositive();
        complaints.assertAll();
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
                                    || field.getValue().has("$ref")
                                    || field.getValue().has("anyOf"))
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
