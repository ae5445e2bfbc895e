package org.tipstaff.web.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.tipstaff.web.Problem;

/** Describes problems: one schema, and an answer for each status with the kinds that share it as examples. */
final class ProblemSchemas {
    private static final String PROBLEM = "Problem";
    private static final String DETAIL = "ProblemDetail";
    private static final String SCHEMAS = "#/components/schemas/";

    private ProblemSchemas() {}

    static void addTo(Components components) {
        components.addSchema(DETAIL, detail());
        components.addSchema(PROBLEM, problem());
        problems().forEach(components::addResponse);
    }

    static APIResponse reference(int status) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM + status);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)).description(description);
    }

    private static Schema detail() {
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("One thing to mend.")
                .addProperty("field", text("Path of the field in what was sent, for example terms.handles[2]."))
                .addProperty("message", text("What is wrong, and what is right."))
                .required(List.of("field", "message"));
    }

    private static Schema problem() {
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("What went wrong, RFC 9457. Go by type: titles and details are words for people.")
                .addProperty(
                        "type",
                        text("Address of the page of this kind of problem, relative to the portal.")
                                .format("uri-reference")
                                .enumeration(Arrays.stream(Problem.Kind.values())
                                        .<Object>map(Problem.Kind::type)
                                        .toList()))
                .addProperty("title", text("The kind of the problem in words."))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.INTEGER))
                                .format("int32")
                                .description("The HTTP status."))
                .addProperty("detail", text("What it was this time. Never with a handle or an address."))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .items(OASFactory.createSchema().ref(SCHEMAS + DETAIL))
                                .description("Everything that is to be mended, field by field."))
                .addProperty(
                        "instance",
                        text("This one occurrence, where the portal's log has more of it.")
                                .format("uri-reference"))
                .addProperty("number", text("To be told to the administrator."))
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Map<String, APIResponse> problems() {
        Map<Integer, List<Problem.Kind>> byStatus = Arrays.stream(Problem.Kind.values())
                .collect(Collectors.groupingBy(Problem.Kind::status, TreeMap::new, Collectors.toList()));
        Map<String, APIResponse> answers = new LinkedHashMap<>();
        byStatus.forEach((status, kinds) -> answers.put(PROBLEM + status, answer(kinds)));
        return answers;
    }

    private static APIResponse answer(List<Problem.Kind> kinds) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMAS + PROBLEM));
        kinds.forEach(kind -> media.addExample(
                kind.slug(),
                OASFactory.createExample()
                        .summary(kind.title())
                        .value(Map.of(
                                "type", kind.type(),
                                "title", kind.title(),
                                "status", kind.status(),
                                "detail", kind.meaning()))));
        Content content = OASFactory.createContent().addMediaType("application/problem+json", media);
        return OASFactory.createAPIResponse()
                .description(kinds.stream()
                        .map(kind -> kind.title().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining("; or ", "", ".")))
                .content(content);
    }
}
