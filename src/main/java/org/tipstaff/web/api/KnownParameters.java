package org.tipstaff.web.api;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.tipstaff.web.Problem;

/**
 * Under {@code /api/} a query parameter that the route does not declare is an error: a filter that does not filter would
 * look like a whole answer. One that is given twice, or is no number where a number is wanted, is one too. Pages may
 * pass over what they do not know: people follow old links.
 */
public class KnownParameters {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    /** @throws Problem UNKNOWN_PARAMETER or INVALID */
    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo route) {
        if (!request.getUriInfo().getPath().startsWith("/api/")) {
            return;
        }
        Map<String, Class<?>> known = declared(route.getResourceMethod());
        List<Problem.Detail> strange = new ArrayList<>();
        List<Problem.Detail> wrong = new ArrayList<>();
        request.getUriInfo().getQueryParameters().forEach((name, values) -> {
            Class<?> type = known.get(name);
            if (type == null) {
                strange.add(new Problem.Detail(shown(name), "This call does not know it. " + list(known)));
            } else if (values.size() > 1) {
                strange.add(new Problem.Detail(name, "It is given " + values.size() + " times. Give it once"));
            } else if (type != String.class && !whole(values.get(0), type)) {
                wrong.add(new Problem.Detail(name, "This must be a whole number"));
            }
        });
        if (!strange.isEmpty()) {
            throw Problem.of(Problem.Kind.UNKNOWN_PARAMETER, "The query cannot be answered as it is asked.", strange);
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The query cannot be read", wrong);
        }
    }

    private static Map<String, Class<?>> declared(Method route) {
        Map<String, Class<?>> known = new LinkedHashMap<>();
        for (Parameter parameter : route.getParameters()) {
            QueryParam declared = parameter.getAnnotation(QueryParam.class);
            if (declared != null) {
                known.put(declared.value(), parameter.getType());
            }
        }
        return known;
    }

    private static boolean whole(String value, Class<?> type) {
        return WHOLE.matcher(value).matches()
                && (type == Long.class || Long.parseLong(value) == (int) Long.parseLong(value));
    }

    private static String list(Map<String, Class<?>> known) {
        return known.isEmpty() ? "It knows none" : "It knows " + String.join(", ", known.keySet());
    }

    /** The name as it was sent, unless it could be something other than a name. */
    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "?";
    }
}
