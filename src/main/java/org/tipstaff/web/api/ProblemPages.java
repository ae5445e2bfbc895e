package org.tipstaff.web.api;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** What each {@code type} of a problem means, for whoever follows the address in an answer. */
@Path(Problem.Kind.PAGES)
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class ProblemPages {
    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance kind(Problem.Kind kind);

        static native TemplateInstance all(List<Problem.Kind> kinds);
    }

    @GET
    public Response all() {
        return Page.of(Templates.all(Arrays.stream(Problem.Kind.values())
                .sorted(Comparator.comparingInt(Problem.Kind::status))
                .toList()));
    }

    @GET
    @Path("{kind}")
    public Response kind(@PathParam("kind") String slug) {
        return Page.of(Templates.kind(Problem.Kind.ofSlug(slug).orElseThrow(Problem::notFound)));
    }
}
