package org.tipstaff.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which methods an address takes, for the header {@code Allow} that an answer 405 must have (RFC 9110, 15.5.6). */
@ApplicationScoped
class AllowedMethods {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*\\w+\\s*(?::((?:[^{}]|\\{[^{}]*})*))?}");

    private final List<Route> routes = new ArrayList<>();

    private record Route(Pattern path, String method) {}

    AllowedMethods(BeanManager beans) {
        beans.getBeans(Object.class, Any.Literal.INSTANCE).forEach(bean -> {
            Path root = bean.getBeanClass().getAnnotation(Path.class);
            if (root != null) {
                for (Method method : bean.getBeanClass().getDeclaredMethods()) {
                    add(root, method);
                }
            }
        });
    }

    private void add(Path root, Method method) {
        for (Annotation annotation : method.getAnnotations()) {
            HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
            if (http != null) {
                routes.add(new Route(pattern(segment(root) + segment(method.getAnnotation(Path.class))), http.value()));
            }
        }
    }

    private static String segment(@Nullable Path path) {
        String plain = path == null ? "" : path.value().replaceAll("^/|/$", "");
        return plain.isEmpty() ? "" : "/" + plain;
    }

    private static Pattern pattern(String template) {
        Matcher parameter = PARAMETER.matcher(template);
        StringBuilder pattern = new StringBuilder();
        int from = 0;
        while (parameter.find()) {
            pattern.append(Pattern.quote(template.substring(from, parameter.start())));
            pattern.append(
                    parameter.group(1) == null
                            ? "[^/]+"
                            : "(?:" + parameter.group(1).strip() + ")");
            from = parameter.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(template.substring(from))) + "/?");
    }

    /** For example {@code GET, HEAD, OPTIONS}. */
    String of(String path) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        routes.stream().filter(route -> route.path.matcher(path).matches()).forEach(route -> methods.add(route.method));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }
}
