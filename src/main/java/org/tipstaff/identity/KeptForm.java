package org.tipstaff.identity;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What somebody typed into a form whose session ended before it was sent.
 *
 * @param action path that the form is sent to
 * @param page path and query of the page that the form stands on
 * @param person fingerprint of whose page it was
 * @param fields what was typed, in the order of the form
 * @param files names of the files that were chosen; the files themselves are not kept
 */
public record KeptForm(String action, String page, String person, List<Field> fields, List<String> files) {
    /** Some 300 handles come to 16 KB; nobody types more than this. */
    private static final int MOST_CHARACTERS = 512 * 1024;

    /** One answer; a name may come several times. */
    public record Field(String name, String value) {}

    public KeptForm {
        fields = List.copyOf(fields);
        files = List.copyOf(files);
    }

    /** Whether it is small enough to be kept. */
    public boolean isKeepable() {
        return fields.stream()
                        .mapToLong(
                                field -> field.name().length() + field.value().length())
                        .sum()
                <= MOST_CHARACTERS;
    }

    String json() {
        JsonArray typed = new JsonArray();
        fields.forEach(field -> typed.add(new JsonArray().add(field.name()).add(field.value())));
        return new JsonObject()
                .put("action", action)
                .put("page", page)
                .put("person", person)
                .put("fields", typed)
                .put("files", new JsonArray(files))
                .encode();
    }

    /** @throws DecodeException where it is not what {@link #json} wrote */
    static KeptForm parse(String json) {
        JsonObject kept = new JsonObject(json);
        return new KeptForm(
                kept.getString("action"),
                kept.getString("page"),
                kept.getString("person"),
                kept.getJsonArray("fields").stream()
                        .map(JsonArray.class::cast)
                        .map(field -> new Field(field.getString(0), field.getString(1)))
                        .toList(),
                kept.getJsonArray("files").stream().map(Object::toString).toList());
    }

    @Override
    public String toString() {
        return "form for " + action;
    }
}
