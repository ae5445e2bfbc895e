package org.tipstaff.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/**
 * A page as an answer. Rendered before it leaves, on the thread of the request, so that a template that fails becomes a
 * problem page and not half a page.
 */
public final class Page {
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    private Page() {}

    public static Response of(TemplateInstance page) {
        return of(200, page);
    }

    /** @param status 422 for a form that comes back with errors */
    public static Response of(int status, TemplateInstance page) {
        return Response.status(status).type(HTML).entity(page.render()).build();
    }

    /**
     * Where the browser goes after a POST.
     *
     * @param path a path of this application; never with a handle or an address in it
     */
    public static Response to(String path) {
        return Response.seeOther(URI.create(path)).build();
    }
}
