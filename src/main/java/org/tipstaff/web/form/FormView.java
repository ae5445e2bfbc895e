package org.tipstaff.web.form;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Map;
import org.tipstaff.web.Problem;

/**
 * A form as its page needs it: what was typed, and what is wrong with it. The tags in {@code templates/tags} read it.
 *
 * @param values name of a field to what was typed
 * @param errors in the order of the form
 */
@TemplateData
public record FormView(Map<String, String> values, List<Problem.Detail> errors) {
    public static final FormView EMPTY = new FormView(Map.of(), List.of());

    public FormView {
        values = Map.copyOf(values);
        errors = List.copyOf(errors);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** A field of several inputs, for example {@code issuedOn.month}. */
    public String part(String name, String part) {
        return value(name + "." + part);
    }

    public boolean chosen(String name, String value) {
        return value(name).equals(value);
    }

    public boolean wrong(String name) {
        return errors.stream().anyMatch(error -> error.field().equals(name));
    }

    /** The words at the field, the same as in the summary. */
    public List<String> errorsOf(String name) {
        return errors.stream()
                .filter(error -> error.field().equals(name))
                .map(Problem.Detail::message)
                .toList();
    }

    public boolean valid() {
        return errors.isEmpty();
    }
}
