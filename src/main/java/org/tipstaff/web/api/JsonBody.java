package org.tipstaff.web.api;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.TypedText;

/**
 * Reads what a program sent as JSON. Text that is no JSON is called that, with line and column; JSON of another shape is
 * answered with every field that does not fit, by its path. Neither repeats a value: values are handles and dockets.
 */
public final class JsonBody {
    private static final int DEEPEST = 16;

    private static final JsonMapper JSON = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * @param what names the body for the caller, for example {@code The part “filing”}
     * @throws Problem BROKEN_JSON or INVALID
     */
    public static <T extends Record> T read(byte[] body, Class<T> type, String what) {
        JsonNode tree = tree(body, what);
        List<Problem.Detail> wrong = new ArrayList<>(JsonShape.compare(tree, type));
        if (!wrong.isEmpty()) {
            throw Problem.invalid(what + " does not have the documented form", wrong);
        }
        unfit("", "", tree, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(what + " holds characters that cannot be taken", wrong);
        }
        try {
            return JSON.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            // The shape was compared, so this is a value that a type of its own refuses. Its message quotes the value.
            throw Problem.invalid(path(e), "The value is none that this field takes");
        }
    }

    /** Text that no field may hold, whatever it is read into. */
    private static void unfit(String path, String name, JsonNode node, List<Problem.Detail> wrong) {
        if (node.isTextual()) {
            TypedText.faultOfField(name, node.textValue())
                    .ifPresent(fault -> wrong.add(new Problem.Detail(path, fault)));
        } else if (node.isArray()) {
            node.forEach(item -> unfit(path, name, item, wrong));
        } else {
            node.fields()
                    .forEachRemaining(field -> unfit(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                            field.getKey(),
                            field.getValue(),
                            wrong));
        }
    }

    private static JsonNode tree(byte[] body, String what) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw Problem.of(Problem.Kind.BROKEN_JSON, what + " is empty; it must be a JSON object.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw Problem.of(Problem.Kind.BROKEN_JSON, what + " is no JSON" + place(e.getLocation()) + reason(e));
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.BROKEN_JSON, what + " is no JSON: it is not text in UTF-8.");
        }
    }

    private static String place(JsonLocation at) {
        return at == null ? "" : ": it breaks at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String reason(JsonProcessingException e) {
        String said = String.valueOf(e.getOriginalMessage());
        if (said.startsWith("Duplicate field")) {
            return ", where a field comes a second time.";
        }
        if (said.startsWith("Unexpected end-of-input") || said.startsWith("Unexpected end-of-String")) {
            return ", where the text ends before the JSON does.";
        }
        if (said.startsWith("Trailing token")) {
            return ", where something follows the end of the JSON.";
        }
        return ".";
    }

    private static String path(JsonProcessingException e) {
        if (!(e instanceof com.fasterxml.jackson.databind.JsonMappingException mapping)) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (var step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
