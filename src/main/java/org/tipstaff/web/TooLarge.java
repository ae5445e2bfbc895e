package org.tipstaff.web;

import io.quarkus.arc.All;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Says in words that a body is too large, before it is read: the server's own limit answers with an empty page. That limit
 * holds for every path but those of a {@link LargeBody}.
 */
@ApplicationScoped
public class TooLarge {
    private static final int AFTER_HEADERS = 85_000;
    /** The server's own limit has the order -2, which is the priority 2. */
    private static final int AFTER_THE_LIMIT = 1;

    private final long most;
    private final ProblemPage page;
    private final EdgeAnswer answer;
    private final Map<String, LargeBody> larger;

    public TooLarge(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "30M") MemorySize most,
            ProblemPage page,
            EdgeAnswer answer,
            @All List<LargeBody> larger) {
        this.most = most.asLongValue();
        this.page = page;
        this.answer = answer;
        this.larger = larger.stream().collect(Collectors.toMap(LargeBody::path, Function.identity()));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_HEADERS);
        filters.register(this::lift, AFTER_THE_LIMIT);
    }

    private void check(RoutingContext routing) {
        LargeBody body = larger.get(routing.normalizedPath());
        long size = size(routing.request().getHeader(HttpHeaders.CONTENT_LENGTH));
        if (size > (body == null ? most : body.most())) {
            answer.refuse(routing, body == null ? page.of(413, false) : page.of(problem(body)));
            return;
        }
        if (body != null) {
            // The server's own limit knows no paths, and goes by this header. The body's end is known without it.
            routing.request().headers().remove(HttpHeaders.CONTENT_LENGTH);
        }
        routing.next();
    }

    /** Takes back what the server's own limit has noted for a body without a stated length. */
    private void lift(RoutingContext routing) {
        if (larger.containsKey(routing.normalizedPath())) {
            routing.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        }
        routing.next();
    }

    /** Also for the resource, where it has read so much of a body without a stated length. */
    public static Problem problem(LargeBody body) {
        return Problem.of(Problem.Kind.TOO_LARGE, body.advice());
    }

    private static long size(@Nullable String header) {
        try {
            return header == null ? 0 : Long.parseLong(header);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
