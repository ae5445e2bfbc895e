package org.tipstaff.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.tipstaff.web.Problem;

/**
 * Compares JSON with the record that it is for, and names every field that does not fit, not only the first. A field that
 * is left out or null is the business of whoever reads the record.
 */
final class JsonShape {
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 40;

    private final List<Problem.Detail> wrong = new ArrayList<>();

    private JsonShape() {}

    static List<Problem.Detail> compare(JsonNode json, Class<? extends Record> type) {
        JsonShape shape = new JsonShape();
        shape.object(json, type, "");
        return shape.wrong.stream().limit(MOST).toList();
    }

    private void value(JsonNode json, Type type, String path) {
        if (json.isNull()) {
            return;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            list(json, generic.getActualTypeArguments()[0], path);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            map(json, generic.getActualTypeArguments()[1], path);
        } else if (type instanceof Class<?> record && record.isRecord()) {
            object(json, record, path);
        } else if (type == String.class || type instanceof Class<?> named && named.isEnum()) {
            must(json.isTextual(), json, path, "a string");
        } else if (type == Boolean.class || type == boolean.class) {
            must(json.isBoolean(), json, path, "true or false");
        } else if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
            must(json.isIntegralNumber(), json, path, "a whole number");
        } else {
            throw new IllegalStateException("No shape is known for " + type);
        }
    }

    private void object(JsonNode json, Class<?> record, String path) {
        if (!must(json.isObject(), json, path, "an object")) {
            return;
        }
        Map<String, Type> known = new LinkedHashMap<>();
        Map<String, Integer> longest = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            known.put(component.getName(), component.getGenericType());
            Schema described = component.getAccessor().getAnnotation(Schema.class);
            longest.put(component.getName(), described == null ? 0 : described.maxLength());
        }
        json.fields().forEachRemaining(field -> {
            Type type = known.get(field.getKey());
            if (type == null) {
                wrong.add(new Problem.Detail(
                        below(path, shown(field.getKey())),
                        "There is no field “%s” here. Use %s"
                                .formatted(
                                        shown(field.getKey()),
                                        known.keySet().stream().collect(Collectors.joining(", ")))));
            } else {
                String below = below(path, field.getKey());
                value(field.getValue(), type, below);
                notLonger(field.getValue(), longest.getOrDefault(field.getKey(), 0), below);
            }
        });
    }

    /** What the description says of a text's length holds. */
    private void notLonger(JsonNode json, int longest, String path) {
        if (longest > 0 && json.isTextual() && json.textValue().length() > longest) {
            wrong.add(new Problem.Detail(path, String.format(Locale.ROOT, "Use at most %,d characters", longest)));
        }
    }

    private void list(JsonNode json, Type element, String path) {
        if (!must(json.isArray(), json, path, "a list" + (element == String.class ? " of strings" : ""))) {
            return;
        }
        for (int i = 0; i < json.size(); i++) {
            if (json.get(i).isNull()) {
                wrong.add(new Problem.Detail(path + "[" + i + "]", "null is no entry of a list. Leave it out"));
            } else {
                value(json.get(i), element, path + "[" + i + "]");
            }
        }
    }

    private void map(JsonNode json, Type element, String path) {
        if (must(json.isObject(), json, path, "an object")) {
            json.fields()
                    .forEachRemaining(field -> value(field.getValue(), element, below(path, shown(field.getKey()))));
        }
    }

    private boolean must(boolean fits, JsonNode json, String path, String right) {
        if (!fits) {
            wrong.add(new Problem.Detail(path, "This must be %s, and is %s".formatted(right, kind(json))));
        }
        return fits;
    }

    private static String kind(JsonNode json) {
        return switch (json.getNodeType()) {
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> json.isIntegralNumber() ? "a whole number" : "a number";
            case BOOLEAN -> json.asText();
            default -> "null";
        };
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** A name as it was sent, unless it could be something other than a name. */
    private static String shown(String name) {
        return name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c > ' ' && c < 127 && c != '@' && c != '+')
                ? name
                : "?";
    }
}
