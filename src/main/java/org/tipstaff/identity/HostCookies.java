package org.tipstaff.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.impl.ServerCookie;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives quarkus-oidc's cookies the {@code __Host-} prefix on the wire (RFC 6265bis §4.1.3.2): a browser then takes them
 * only as Secure, for this host alone and for every path, so that no neighbouring host can plant one. The library has
 * fixed names, hence the renaming at the edge: {@code q_session} inside is {@code __Host-tipstaff-session} outside.
 */
@ApplicationScoped
public class HostCookies {
    static final String INSIDE = "q_";
    /** Inside, the cookie that holds a {@link SessionKey}. */
    public static final String SESSION = INSIDE + "session";

    static final String OUTSIDE = "__Host-tipstaff-";

    /** Before everything that reads a cookie. */
    private static final int FIRST = 100_000;

    void register(@Observes Filters filters) {
        filters.register(HostCookies::rename, FIRST);
    }

    private static void rename(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        List<String> sent = request.headers().getAll(HttpHeaders.COOKIE);
        if (!sent.isEmpty()) {
            String inside = inside(sent);
            request.headers().remove(HttpHeaders.COOKIE);
            if (!inside.isEmpty()) {
                request.headers().set(HttpHeaders.COOKIE, inside);
            }
        }
        routing.addHeadersEndHandler(done -> outside(request));
        routing.next();
    }

    /** What the browser sent under the library's own names is left out: those were not protected by the prefix. */
    static String inside(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(";", -1)))
                .map(String::trim)
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(INSIDE))
                .map(pair -> pair.startsWith(OUTSIDE) ? INSIDE + pair.substring(OUTSIDE.length()) : pair)
                .collect(Collectors.joining("; "));
    }

    private static void outside(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        for (Cookie cookie : List.copyOf(request.cookies())) {
            if (cookie.getName().startsWith(INSIDE)) {
                changed(cookie).ifPresent(renamed -> {
                    response.removeCookies(cookie.getName(), false);
                    response.addCookie(renamed);
                });
            }
        }
    }

    private static Optional<Cookie> changed(Cookie cookie) {
        if (!(cookie instanceof ServerCookie server) || !server.isChanged()) {
            return Optional.empty();
        }
        Cookie renamed = Cookie.cookie(OUTSIDE + cookie.getName().substring(INSIDE.length()), cookie.getValue())
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(
                        cookie.getSameSite() == null ? io.vertx.core.http.CookieSameSite.LAX : cookie.getSameSite());
        if (cookie.getMaxAge() != Long.MIN_VALUE) {
            renamed.setMaxAge(cookie.getMaxAge());
        }
        return Optional.of(renamed);
    }
}
