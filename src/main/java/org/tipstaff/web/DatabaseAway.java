package org.tipstaff.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL does not answer. That passes, so it is said as 503 with a time after which to ask again, wherever it is
 * noticed: in a resource, or before there is one, when somebody's standing is looked up.
 */
@ApplicationScoped
public class DatabaseAway {
    private static final Logger LOG = Logger.getLogger(DatabaseAway.class);
    /** Shut down by an administrator, crashed, starting up; too many connections. */
    private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");
    /** The class of states about connections. */
    private static final String CONNECTION = "08";

    private static final int DEEPEST = 20;

    private final ProblemPage page;

    public DatabaseAway(ProblemPage page) {
        this.page = page;
    }

    static Problem problem() {
        return Problem.of(
                Problem.Kind.UNAVAILABLE, "The portal's database does not answer at the moment, so nothing was done.");
    }

    /** Whether that is why something failed. */
    static boolean in(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLException sql && isAway(sql)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state != null && (state.startsWith(CONNECTION) || STATES.contains(state))
                // The pool's own: it has no state.
                || String.valueOf(failure.getMessage()).startsWith("Acquisition timeout");
    }

    /** What fails before a resource is reached does not come to {@link ProblemMappers}. */
    void register(@Observes Router router) {
        router.route().failureHandler(this::answer);
    }

    private void answer(RoutingContext routing) {
        if (!in(routing.failure()) || routing.response().ended()) {
            routing.next();
            return;
        }
        LOG.warnf("The database does not answer: %s %s", routing.request().method(), routing.normalizedPath());
        Problem problem = problem();
        ProblemPage.Shown shown = page.of(problem);
        boolean programs = ProblemPage.forPrograms(
                routing.normalizedPath(), routing.request().getHeader(HttpHeaders.ACCEPT));
        HttpServerResponse response = routing.response();
        problem.retryAfter()
                .ifPresent(after -> response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds())));
        response.setStatusCode(shown.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, (programs ? ProblemPage.JSON : ProblemPage.HTML).toString())
                .end(programs ? Json.encode(page.json(shown)) : page.html(shown));
    }
}
