package org.tipstaff.web.form;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;
import org.tipstaff.web.OwnWords;
import org.tipstaff.web.Problem;

/**
 * Every field of every form and address on its way in: text that no field may hold is turned down at the field, so that no
 * page has to think of it. A page that says it itself, beside what was typed, is marked {@link OwnWords}.
 */
public class TypedFields {
    @ServerRequestFilter
    @WithFormRead
    public void check(ContainerRequestContext request, ResourceInfo resource) {
        for (List<String> values : request.getUriInfo().getPathParameters().values()) {
            if (values.stream().anyMatch(value -> TypedText.faultOfLine(value).isPresent())) {
                throw Problem.notFound();
            }
        }
        List<Problem.Detail> wrong = new ArrayList<>();
        request.getUriInfo()
                .getQueryParameters()
                .forEach((name, values) -> values.forEach(value ->
                        TypedText.faultOfLine(value).ifPresent(fault -> wrong.add(new Problem.Detail(name, fault)))));
        Class<?> type = resource.getResourceClass();
        if (type == null || !type.isAnnotationPresent(OwnWords.class)) {
            fields(form(request), wrong);
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("What was typed holds characters that cannot be taken", wrong);
        }
    }

    private static void fields(@Nullable FormData form, List<Problem.Detail> wrong) {
        if (form == null) {
            return;
        }
        for (String name : form) {
            for (FormValue value : form.get(name)) {
                if (!value.isFileItem()) {
                    TypedText.faultOfField(name, value.getValue())
                            .ifPresent(fault -> wrong.add(new Problem.Detail(name, fault)));
                }
            }
        }
    }

    private static @Nullable FormData form(ContainerRequestContext request) {
        return request instanceof ResteasyReactiveContainerRequestContext reactive
                        && reactive.getServerRequestContext() instanceof ResteasyReactiveRequestContext context
                ? context.getFormData()
                : null;
    }
}
