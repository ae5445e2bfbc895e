package org.tipstaff.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Leads to the provider though there is a session: {@code /sign-in/fresh} leaves a mark, and the next visit to {@code
 * /sign-in/again} is made as if nobody were signed in. The session stays until the new one takes its place
 * ({@link DatabaseTokenStateManager}).
 *
 * <p>Asks the provider for the credentials again on the way to {@code /sign-in/again} (OpenID Connect Core 1.0 §3.1.2.1):
 * completes the authorization request at the edge, because the library's own filter for redirects was seen not to be
 * called for the default tenant. Should a provider not obey, nothing is lost: who asks for a fresh sign-in looks at
 * {@code auth_time}.
 */
@ApplicationScoped
public class FreshSignInRedirect {
    private static final int EARLY = 90_000;

    /** Only for the way from one page to the next. */
    private static final int MARK_SECONDS = 60;

    private static final String MARK = HostCookies.INSIDE + "again";

    private static final String BEFORE = FreshSignInRedirect.class.getName();

    static void ask(RoutingContext routing) {
        mark(routing, "1", MARK_SECONDS);
    }

    private static void mark(RoutingContext routing, String value, int seconds) {
        routing.response()
                .addCookie(Cookie.cookie(MARK, value)
                        .setMaxAge(seconds)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(true));
    }

    void register(@Observes Filters filters) {
        filters.register(FreshSignInRedirect::watch, EARLY);
    }

    private static void watch(RoutingContext routing) {
        String cookies = routing.request().getHeader(HttpHeaders.COOKIE);
        if (SignInResource.AGAIN.equals(routing.normalizedPath())) {
            routing.addHeadersEndHandler(done -> complete(routing.response()));
            if (cookies != null && value(cookies, MARK).isPresent()) {
                hideSession(routing, cookies);
                mark(routing, "", 0);
            }
        } else if (SignInResource.CALLBACK.equals(routing.normalizedPath()) && cookies != null) {
            // With a session before it, the library would not look at what the provider says.
            hideSession(routing, cookies);
        }
        routing.next();
    }

    private static void hideSession(RoutingContext routing, String cookies) {
        value(cookies, HostCookies.SESSION).flatMap(SessionKey::of).ifPresent(key -> {
            routing.put(BEFORE, key);
            routing.request().headers().set(HttpHeaders.COOKIE, without(cookies, HostCookies.SESSION));
        });
    }

    /** The session whose place the one that is being opened takes. */
    static Optional<SessionKey> before(RoutingContext routing) {
        return Optional.ofNullable(routing.get(BEFORE));
    }

    private static Optional<String> value(String cookies, String name) {
        return Arrays.stream(cookies.split("; "))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }

    static String without(String cookies, String name) {
        return Arrays.stream(cookies.split("; "))
                .filter(pair -> !pair.startsWith(name + "="))
                .collect(Collectors.joining("; "));
    }

    private static void complete(HttpServerResponse response) {
        String location = response.headers().get(HttpHeaders.LOCATION);
        if (location != null && location.contains("response_type=code")) {
            response.headers().set(HttpHeaders.LOCATION, location + "&prompt=login&max_age=0");
        }
    }
}
