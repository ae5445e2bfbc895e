package org.tipstaff.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Says of each property of a record whether it is always there and whether it can be null, from what the compiler's
 * checks go by: {@code @Nullable} at the record's component. Such a component is left out of an answer where the record
 * says so ({@code @JsonInclude(NON_NULL)}), and null otherwise. A record that callers send names itself what it requires,
 * because everything else may be left out.
 */
final class RecordSchemas {
    private static final DotName DESCRIBED =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
    private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);

    private final IndexView classes;

    RecordSchemas(IndexView classes) {
        this.classes = classes;
    }

    void complete(Map<String, Schema> schemas) {
        for (AnnotationInstance described : classes.getAnnotations(DESCRIBED)) {
            AnnotationValue name = described.value("name");
            if (name != null && described.target().kind() == AnnotationTarget.Kind.CLASS) {
                ClassInfo type = described.target().asClass();
                Schema schema = schemas.get(name.asString());
                if (type.isRecord() && schema != null && schema.getProperties() != null) {
                    complete(schema, type, described.value("requiredProperties") != null);
                }
            }
        }
    }

    private static void complete(Schema schema, ClassInfo type, boolean sent) {
        boolean leftOut = leavesOutNulls(type);
        Set<String> required =
                new LinkedHashSet<>(sent && schema.getRequired() != null ? schema.getRequired() : List.of());
        for (RecordComponentInfo component : type.recordComponents()) {
            Schema property = schema.getProperties().get(component.name());
            if (property == null) {
                continue;
            }
            boolean nullable = component.type().hasAnnotation(NULLABLE);
            if (!sent && !(nullable && leftOut)) {
                required.add(component.name());
            }
            if (nullable && (sent ? !required.contains(component.name()) : !leftOut)) {
                schema.addProperty(component.name(), orNull(property));
            }
        }
        schema.setRequired(required.isEmpty() ? null : new ArrayList<>(required));
    }

    private static boolean leavesOutNulls(ClassInfo type) {
        AnnotationInstance include = type.declaredAnnotation(INCLUDE);
        return include != null
                && include.value() != null
                && include.value().asEnum().equals(JsonInclude.Include.NON_NULL.name());
    }

    /** The same where it can be null already: Quarkus describes the API more than once in a build. */
    private static Schema orNull(Schema property) {
        if (property.getAnyOf() != null
                || property.getType() != null && property.getType().contains(Schema.SchemaType.NULL)) {
            return property;
        }
        if (property.getRef() != null || property.getType() == null) {
            String description = property.getDescription();
            property.setDescription(null);
            return OASFactory.createSchema()
                    .description(description)
                    .addAnyOf(property)
                    .addAnyOf(OASFactory.createSchema().type(List.of(Schema.SchemaType.NULL)));
        }
        List<Schema.SchemaType> types = new ArrayList<>(property.getType());
        types.add(Schema.SchemaType.NULL);
        return property.type(types);
    }
}
