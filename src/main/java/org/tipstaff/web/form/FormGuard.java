package org.tipstaff.web.form;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FormToken;
import org.tipstaff.identity.FormTokens;
import org.tipstaff.identity.KeptForm;
import org.tipstaff.identity.KeptFormPages;
import org.tipstaff.identity.KeptForms;
import org.tipstaff.web.Page;

/**
 * No page takes anything but a form, and no form without a token of this session ({@link FormTokens}). A form of the same
 * person's earlier session is not acted upon, and not lost either: its page comes back with what was typed.
 */
public class FormGuard {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final FormTokens tokens;
    private final KeptForms kept;
    private final CurrentActor actor;

    public FormGuard(FormTokens tokens, KeptForms kept, CurrentActor actor) {
        this.tokens = tokens;
        this.kept = kept;
        this.actor = actor;
    }

    @ServerRequestFilter
    @WithFormRead
    public @Nullable Response check(ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        if (SAFE.contains(routing.request().method())
                || routing.normalizedPath().startsWith("/api/")) {
            return null;
        }
        if (!isForm(request.getMediaType())) {
            return Response.status(Response.Status.UNSUPPORTED_MEDIA_TYPE).build();
        }
        FormData form = ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
        Optional<FormToken> token = form == null ? Optional.empty() : tokens.open(first(form, FormTokens.FIELD));
        if (token.isEmpty()) {
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        if (!tokens.accepts(token.get(), routing)) {
            return ofAnEarlierSession(token.get(), form, routing);
        }
        tokens.sent(token.get(), routing);
        kept.find(routing)
                .filter(before -> before.action().equals(routing.request().path()))
                .ifPresent(before -> kept.forget(routing));
        return null;
    }

    private Response ofAnEarlierSession(FormToken token, FormData form, RoutingContext routing) {
        boolean same = actor.find().filter(who -> token.ofPerson(who.id())).isPresent();
        KeptForm typed = typed(token, form, routing.request().path());
        if (!same || !typed.isKeepable()) {
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        kept.keep(typed, routing);
        return Page.to(KeptFormPages.PATH);
    }

    private static KeptForm typed(FormToken token, FormData form, String action) {
        List<KeptForm.Field> fields = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (String name : form) {
            for (FormValue value : form.get(name)) {
                String file = value.getFileName();
                if (value.isFileItem() || file != null) {
                    Optional.ofNullable(file)
                            .filter(chosen -> !chosen.isBlank())
                            .ifPresent(files::add);
                } else if (!name.equals(FormTokens.FIELD)) {
                    fields.add(new KeptForm.Field(name, value.getValue()));
                }
            }
        }
        return new KeptForm(action, token.page(), token.person(), fields, files);
    }

    private static @Nullable String first(FormData form, String name) {
        FormValue value = form.getFirst(name);
        return value == null || value.isFileItem() ? null : value.getValue();
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null
                && (type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                        || type.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE));
    }
}
