package org.tipstaff.web.form;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.KeptForm;

/**
 * One of our own pages with a form filled in as somebody had typed it. Buttons, files and hidden fields stay as the page
 * has them: what the portal itself put there is not taken from what came back, and nothing is pressed.
 */
public final class FilledForm {
    private static final String ATTRIBUTES = "((?:[^>\"']|\"[^\"]*\"|'[^']*')*)";
    private static final Pattern FORM =
            Pattern.compile("<form\\b" + ATTRIBUTES + ">(.*?)</form>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTROL = Pattern.compile(
            "<(?:(input)\\b" + ATTRIBUTES + ">|(textarea)\\b" + ATTRIBUTES + ">.*?</textarea>|(select)\\b" + ATTRIBUTES
                    + ">(.*?)</select>)",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern OPTION = Pattern.compile(
            "<option\\b" + ATTRIBUTES + ">(.*?)(?=</option>|<option|$)", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\s*([^\\s=>\"'/]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>\"']+))?");
    private static final Pattern MAIN = Pattern.compile("<div class=\"govuk-main-wrapper\">");

    private final Map<String, Deque<String>> typed = new HashMap<>();

    private FilledForm(List<KeptForm.Field> fields) {
        fields.forEach(field ->
                typed.computeIfAbsent(field.name(), name -> new ArrayDeque<>()).add(field.value()));
    }

    /** @return the page with its form filled in; nothing where the page has that form no more */
    public static Optional<String> of(String page, KeptForm kept) {
        Matcher forms = FORM.matcher(page);
        while (forms.find()) {
            FilledForm form = new FilledForm(kept.fields());
            if (isSentTo(forms.group(1), kept.action()) && form.isAbout(forms.group(2))) {
                return Optional.of(
                        page.substring(0, forms.start(2)) + form.fill(forms.group(2)) + page.substring(forms.end(2)));
            }
        }
        return Optional.empty();
    }

    /** The page with something said before everything else. */
    public static String atTop(String page, String notice) {
        Matcher main = MAIN.matcher(page);
        return main.find() ? page.substring(0, main.end()) + notice + page.substring(main.end()) : page;
    }

    private static boolean isSentTo(String attributes, String action) {
        String sent = attribute(attributes, "action");
        return sent != null && sent.replaceFirst("[?#].*", "").equals(action);
    }

    /** Several forms of a page may be sent to one place; their hidden fields tell them apart. */
    private boolean isAbout(String form) {
        Matcher controls = CONTROL.matcher(form);
        while (controls.find()) {
            String attributes = controls.group(2);
            if (attributes != null && "hidden".equals(attribute(attributes, "type"))) {
                Deque<String> values = typed.get(attribute(attributes, "name"));
                if (values != null && !values.contains(attribute(attributes, "value"))) {
                    return false;
                }
            }
        }
        return true;
    }

    private String fill(String form) {
        return CONTROL.matcher(form).replaceAll(found -> Matcher.quoteReplacement(control(found)));
    }

    private String control(MatchResult found) {
        if (found.group(1) != null) {
            return input(found.group(), found.group(2));
        }
        boolean area = found.group(3) != null;
        String attributes = area ? found.group(4) : found.group(6);
        String name = attribute(attributes, "name");
        Deque<String> values = typed.get(name);
        if (values == null || values.isEmpty()) {
            return found.group();
        }
        if (area) {
            // A browser leaves out a line break that comes first.
            return "<textarea" + attributes + ">\n" + escaped(values.remove()) + "</textarea>";
        }
        return "<select" + attributes + ">" + options(found.group(7), values.remove()) + "</select>";
    }

    private String input(String whole, String attributes) {
        String type = Optional.ofNullable(attribute(attributes, "type")).orElse("text");
        String name = attribute(attributes, "name");
        if (name == null
                || List.of("hidden", "submit", "button", "image", "reset", "file", "password")
                        .contains(type)) {
            return whole;
        }
        Deque<String> values = typed.get(name);
        if (type.equals("checkbox") || type.equals("radio")) {
            String value = Optional.ofNullable(attribute(attributes, "value")).orElse("on");
            boolean chosen = values != null && values.contains(value);
            return "<input" + without(attributes, "checked") + (chosen ? " checked" : "") + ">";
        }
        if (values == null || values.isEmpty()) {
            return whole;
        }
        return "<input" + without(attributes, "value") + " value=\"" + escaped(values.remove()) + "\">";
    }

    private static String options(String options, String chosen) {
        return OPTION.matcher(options).replaceAll(found -> {
            String value = Optional.ofNullable(attribute(found.group(1), "value"))
                    .orElseGet(() -> unescaped(found.group(2).trim()));
            return Matcher.quoteReplacement("<option" + without(found.group(1), "selected")
                    + (value.equals(chosen) ? " selected" : "") + ">" + found.group(2));
        });
    }

    private static @Nullable String attribute(String attributes, String name) {
        Matcher each = ATTRIBUTE.matcher(attributes);
        while (each.find()) {
            if (each.group(1).equalsIgnoreCase(name)) {
                String value = each.group(2);
                return value == null
                        ? ""
                        : unescaped(value.replaceFirst("^[\"']", "").replaceFirst("[\"']$", ""));
            }
        }
        return null;
    }

    private static String without(String attributes, String name) {
        return ATTRIBUTE
                .matcher(attributes)
                .replaceAll(each -> each.group(1).equalsIgnoreCase(name) ? "" : Matcher.quoteReplacement(each.group()))
                .stripTrailing();
    }

    private static String escaped(String text) {
        List<String> out = new ArrayList<>();
        text.chars()
                .forEach(letter -> out.add(
                        switch (letter) {
                            case '&' -> "&amp;";
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '"' -> "&quot;";
                            case '\'' -> "&#39;";
                            default -> String.valueOf((char) letter);
                        }));
        return String.join("", out);
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
