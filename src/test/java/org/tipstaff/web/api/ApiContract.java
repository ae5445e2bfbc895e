package org.tipstaff.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The description of the API as a judge of real answers: the status is one that the operation has, the media type is one
 * of that status, and JSON is of the schema, with nothing beside what the schema names.
 */
public final class ApiContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode api;
    private final JsonNode components;

    /** @param description the JSON of {@code /q/openapi} */
    public ApiContract(String description) throws IOException {
        api = JSON.readTree(description);
        components = closed(api.path("components").deepCopy());
    }

    /** The whole description. */
    public JsonNode description() {
        return api;
    }

    /** @throws AssertionError where the answer is not as described; it quotes no value */
    public void check(String method, String path, int status, String contentType, byte[] body) throws IOException {
        String what = method + " " + path + " → " + status + " " + contentType;
        Optional<JsonNode> operation = operation(method, path);
        if (operation.isEmpty()) {
            // Nothing is described where nothing is; the answer is a problem all the same.
            require(status >= 400, what + ": the operation is not described");
            if (body.length > 0) {
                fits(reference("Problem"), JSON.readTree(body), what);
            }
            return;
        }
        JsonNode answer = resolved(operation.get().path("responses").path(Integer.toString(status)));
        require(!answer.isMissingNode(), what + ": the status is not described");
        if (method.equals("HEAD") || status == 304) {
            return;
        }
        String type = contentType.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
        JsonNode media = answer.path("content").path(type);
        require(!media.isMissingNode(), what + ": the media type “" + type + "” is not described");
        if (!media.path("schema").path("format").asText().equals("binary")) {
            fits(media.path("schema"), JSON.readTree(body), what);
        }
    }

    /** @throws AssertionError where the JSON is not of the schema */
    public void fits(JsonNode schema, JsonNode json, String what) {
        ObjectNode whole = closed(schema.<ObjectNode>deepCopy());
        whole.set("components", components);
        List<String> wrong = SCHEMAS.getSchema(whole, STRICT).validate(json).stream()
                .map(message -> message.getInstanceLocation() + " " + message.getType() + " of "
                        + message.getSchemaLocation() + " " + message.getProperty())
                .toList();
        require(wrong.isEmpty(), what + ": " + wrong);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    private static JsonNode reference(String schema) {
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + schema);
    }

    /** The same node where it is no reference. */
    public JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asText().substring(1)) : node;
    }

    private Optional<JsonNode> operation(String method, String path) {
        String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
        return api.path("paths").properties().stream()
                .filter(known -> pattern(known.getKey()).matcher(path).matches())
                .min(Comparator.comparingInt(
                        known -> known.getKey().replaceAll("[^{]", "").length()))
                .map(known -> known.getValue().get(verb));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{\\w+}", "[^/]+"));
    }

    /** Each object takes the properties that it names and no other, so that nothing is answered that is not described. */
    private static <T extends JsonNode> T closed(T node) {
        if (node instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(ApiContract::closed);
        return node;
    }
}
