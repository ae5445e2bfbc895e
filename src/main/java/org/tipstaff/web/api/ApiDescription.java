package org.tipstaff.web.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.tipstaff.web.Problem;

/**
 * Makes a contract of what the classes say: the API without the pages, and on every operation the answers that every
 * operation has. What one operation answers beside these is named at its method by the status, and described here.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String API = "/api/v1/";
    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final String OF_A_REQUEST = "x-part-of-request";
    private static final List<Integer> ALWAYS = List.of(400, 500, 503);
    private static final List<Integer> SIGNED_IN = List.of(401, 403);

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, PathItem> pages = new LinkedHashMap<>(api.getPaths().getPathItems());
        pages.keySet().stream().filter(path -> !path.startsWith(API)).forEach(api.getPaths()::removePathItem);
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        components.addSchema(PROBLEM, problem());
        problems().forEach(components::addResponse);
        components.setSecuritySchemes(Map.of(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                                "An access token of the provider of identities, with the audience of the portal.")));
        parts(components);
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDescription::complete);
        new Schemas(api).tidy();
    }

    /** What a route with roles answers, and one without. */
    private static void complete(Operation operation) {
        boolean open =
                operation.getExtensions() != null && operation.getExtensions().containsKey("x-public");
        ALWAYS.forEach(status -> add(operation, status));
        if (open) {
            operation.removeExtension("x-public");
            operation.setSecurity(List.of(OASFactory.createSecurityRequirement()));
        } else {
            SIGNED_IN.forEach(status -> add(operation, status));
            SecurityRequirement token = OASFactory.createSecurityRequirement().addScheme(BEARER, List.of());
            operation.setSecurity(List.of(token));
        }
        // The scanner has words of its own for them, without a body.
        Map<String, APIResponse> answers = operation.getResponses().getAPIResponses();
        answers.forEach((status, answer) -> {
            if (status.charAt(0) >= '4' && answer.getRef() == null && answer.getContent() == null) {
                operation.getResponses().addAPIResponse(status, reference(Integer.parseInt(status)));
            }
        });
    }

    private static void add(Operation operation, int status) {
        if (!operation.getResponses().hasAPIResponse(Integer.toString(status))) {
            operation.getResponses().addAPIResponse(Integer.toString(status), reference(status));
        }
    }

    private static APIResponse reference(int status) {
        return OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM + status);
    }

    /** What features add to a request stands at their own records, because a request knows none of them. */
    private static void parts(Components components) {
        Schema request = components.getSchemas().get("Request");
        components.getSchemas().forEach((name, schema) -> {
            Object part = schema.getExtensions() == null
                    ? null
                    : schema.getExtensions().get(OF_A_REQUEST);
            if (part != null && request != null) {
                schema.removeExtension(OF_A_REQUEST);
                Schema reference = OASFactory.createSchema().ref("#/components/schemas/" + name);
                String property = part.toString();
                request.addProperty(
                        property.replace("[]", ""),
                        property.endsWith("[]")
                                ? OASFactory.createSchema()
                                        .type(List.of(Schema.SchemaType.ARRAY))
                                        .items(reference)
                                : reference);
            }
        });
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)).description(description);
    }

    private static Schema problem() {
        Schema detail = OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("One thing to mend.")
                .addProperty("field", text("Path of the field in what was sent, for example terms.handles[2]."))
                .addProperty("message", text("What is wrong, and what is right."))
                .required(List.of("field", "message"));
        return OASFactory.createSchema()
                .type(List.of(Schema.SchemaType.OBJECT))
                .description("What went wrong, RFC 9457. Go by type: titles and details are words for people.")
                .addProperty(
                        "type",
                        text("Address of the page of this kind of problem, relative to the portal.")
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
                                .items(detail)
                                .description("Everything that is to be mended, field by field."))
                .addProperty("instance", text("This one occurrence, where the portal's log has more of it."))
                .addProperty("number", text("To be told to the administrator."))
                .required(List.of("type", "title", "status", "detail"));
    }

    /** One answer a status; the kinds that share it are its examples. */
    private static Map<String, APIResponse> problems() {
        Map<Integer, List<Problem.Kind>> byStatus = Arrays.stream(Problem.Kind.values())
                .collect(Collectors.groupingBy(Problem.Kind::status, TreeMap::new, Collectors.toList()));
        Map<String, APIResponse> answers = new LinkedHashMap<>();
        byStatus.forEach((status, kinds) -> answers.put(PROBLEM + status, answer(kinds)));
        return answers;
    }

    private static APIResponse answer(List<Problem.Kind> kinds) {
        var media =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM));
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
