package org.tipstaff.web.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.tipstaff.web.IdempotencyKey;

/**
 * Makes a contract of what the classes say: the API without the pages, and what many operations have in common. What one
 * operation answers beside it is named at its method by the status, and described here.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {
    private static final String API = "/api/v1/";
    private static final String BEARER = "bearer";
    private static final String OF_A_REQUEST = "x-part-of-request";
    private static final String VALUES_OF = "x-values-of";
    private static final String REFERENCE = "ref";
    private static final String RANGES = " Range requests and ETag are supported.";
    private static final List<Integer> ALWAYS = List.of(400, 406, 500, 503);
    private static final List<Integer> SIGNED_IN = List.of(401, 403);
    /** Of an operation that takes a body. */
    private static final List<Integer> BODY = List.of(413, 415);
    /** Of an operation that hands out a file. */
    private static final List<Integer> FILE = List.of(409, 410);

    /** Answers with a file, by the name under which methods call them. */
    private static final Map<String, List<String>> FILES = Map.of(
            "Pdf", List.of("application/pdf"),
            "Csv", List.of("text/csv"),
            "JsonFile", List.of("application/json"),
            "Xlsx", List.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            "Zip", List.of("application/zip"),
            "EncryptedFile", List.of("application/pgp-encrypted", "application/pkcs7-mime"),
            "PreparedFile",
                    List.of(
                            "application/pdf",
                            "text/csv",
                            "application/json",
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));

    private final IndexView classes;

    public ApiDescription(IndexView classes) {
        this.classes = classes;
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, PathItem> pages = new LinkedHashMap<>(api.getPaths().getPathItems());
        pages.keySet().stream().filter(path -> !path.startsWith(API)).forEach(api.getPaths()::removePathItem);
        Components components = api.getComponents() == null ? OASFactory.createComponents() : api.getComponents();
        api.setComponents(components);
        components.setSecuritySchemes(Map.of(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description(
                                "An access token of the provider of identities, with the audience of the portal.")));
        new RecordSchemas(classes).complete(components.getSchemas());
        ProblemSchemas.addTo(components);
        parameters(components);
        FILES.forEach((name, types) -> components.addResponse(name, file(types)));
        parts(components);
        values(components);
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDescription::complete);
        new Schemas(api).tidy();
    }

    private static Schema text() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
    }

    private static void parameters(Components components) {
        components.addParameter(
                REFERENCE,
                OASFactory.createParameter()
                        .name(REFERENCE)
                        .in(Parameter.In.PATH)
                        .required(true)
                        .description("Reference of the request.")
                        .example("TS-26-000123")
                        .schema(text()));
        components.addParameter(
                IdempotencyKey.HEADER,
                OASFactory.createParameter()
                        .name(IdempotencyKey.HEADER)
                        .in(Parameter.In.HEADER)
                        .description("Chosen by the caller: the same call under the same key is answered again and not"
                                + " done again.")
                        .example("5d7b7c3e-1f0a-4c55-9d43-7f6a2b8f1e20")
                        .schema(text().minLength(1).maxLength(IdempotencyKey.LONGEST)));
    }

    private static APIResponse file(List<String> types) {
        Content content = OASFactory.createContent();
        types.forEach(
                type -> content.addMediaType(type, OASFactory.createMediaType().schema(text().format("binary"))));
        return OASFactory.createAPIResponse().description("The file.").content(content);
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
        if (operation.getRequestBody() != null) {
            BODY.forEach(status -> add(operation, status));
        }
        shared(operation);
        files(operation);
        // The scanner has words of its own for them, without a body.
        Map<String, APIResponse> answers = operation.getResponses().getAPIResponses();
        answers.forEach((status, answer) -> {
            if (status.charAt(0) >= '4' && answer.getRef() == null && answer.getContent() == null) {
                operation.getResponses().addAPIResponse(status, ProblemSchemas.reference(Integer.parseInt(status)));
            }
        });
    }

    /** Parameters that many operations have are described once. */
    private static void shared(Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.setParameters(operation.getParameters().stream()
                .map(parameter -> {
                    boolean reference = parameter.getIn() == Parameter.In.PATH && REFERENCE.equals(parameter.getName());
                    if (reference) {
                        add(operation, 404);
                    }
                    return reference || IdempotencyKey.HEADER.equals(parameter.getName())
                            ? OASFactory.createParameter().ref("#/components/parameters/" + parameter.getName())
                            : parameter;
                })
                .toList());
    }

    private static void files(Operation operation) {
        APIResponse good = operation.getResponses().getAPIResponse("200");
        if (good == null || good.getRef() == null) {
            return;
        }
        FILE.forEach(status -> add(operation, status));
        if (operation.getResponses().hasAPIResponse("416")) {
            if (!operation.getDescription().endsWith(RANGES)) {
                operation.setDescription(operation.getDescription() + RANGES);
            }
            operation
                    .getResponses()
                    .addAPIResponse("206", OASFactory.createAPIResponse().ref(good.getRef()))
                    .addAPIResponse(
                            "304", OASFactory.createAPIResponse().description("The caller has the file as it is."));
        }
    }

    private static void add(Operation operation, int status) {
        if (!operation.getResponses().hasAPIResponse(Integer.toString(status))) {
            operation.getResponses().addAPIResponse(Integer.toString(status), ProblemSchemas.reference(status));
        }
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
                Schema reference = reference(name);
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

    /** The same of an enum whose names are the values of a map: it says {@code <schema>.<property>}. */
    private static void values(Components components) {
        components.getSchemas().forEach((name, schema) -> {
            Object place = schema.getExtensions() == null
                    ? null
                    : schema.getExtensions().get(VALUES_OF);
            if (place != null) {
                schema.removeExtension(VALUES_OF);
                String[] path = place.toString().split("\\.", 2);
                Schema holder = Objects.requireNonNull(components.getSchemas().get(path[0]), path[0]);
                Objects.requireNonNull(holder.getProperties().get(path[1]), path[1])
                        .setAdditionalPropertiesSchema(reference(name));
            }
        });
    }

    private static Schema reference(String schema) {
        return OASFactory.createSchema().ref("#/components/schemas/" + schema);
    }
}
