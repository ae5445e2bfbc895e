package org.tipstaff.web.api;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** The schemas of a description: takes away what contradicts a reference, and what only pages used. */
final class Schemas {
    /** Of one line of a body of many, as OpenAPI 3.2 has it in {@code itemSchema}: the name of a schema. */
    private static final String ITEM = "x-item-schema";

    private final OpenAPI api;
    private final Map<String, Schema> known;
    private final Set<String> used = new TreeSet<>();

    Schemas(OpenAPI api) {
        this.api = api;
        this.known = new LinkedHashMap<>(api.getComponents().getSchemas());
    }

    void tidy() {
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::of);
        api.getComponents().getResponses().values().forEach(answer -> of(answer.getContent()));
        api.getComponents().getParameters().values().forEach(parameter -> of(parameter.getSchema()));
        known.keySet().stream().filter(name -> !used.contains(name)).forEach(api.getComponents()::removeSchema);
    }

    private void of(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> of(parameter.getSchema()));
        }
        if (operation.getRequestBody() != null) {
            of(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().values().forEach(answer -> of(answer.getContent()));
    }

    private void of(@Nullable Content content) {
        if (content != null) {
            content.getMediaTypes().values().forEach(media -> {
                of(media.getSchema());
                if (media.getExtensions() != null && media.getExtensions().get(ITEM) instanceof String name) {
                    Schema item = OASFactory.createSchema().ref("#/components/schemas/" + name);
                    media.addExtension(ITEM, Map.of("$ref", item.getRef()));
                    of(item);
                }
            });
        }
    }

    private void of(@Nullable Schema schema) {
        if (schema == null) {
            return;
        }
        if (schema.getRef() != null) {
            // The scanner leaves what it took the type for before the reference was named.
            schema.setType(null);
            schema.setProperties(null);
            String name = schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1);
            if (used.add(name)) {
                of(known.get(name));
            }
            return;
        }
        if (schema.getProperties() != null) {
            all(schema.getProperties().values());
        }
        if (schema.getAnyOf() != null) {
            all(schema.getAnyOf());
        }
        of(schema.getItems());
        of(schema.getAdditionalPropertiesSchema());
    }

    private void all(Collection<Schema> schemas) {
        schemas.forEach(this::of);
    }
}
