package org.tipstaff.journey;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A route as the code declares it.
 *
 * @param template with path parameters, for example {@code /requests/{ref}}
 * @param who who may call it
 * @param consumes media type of the body; empty where none is declared
 */
record Route(String method, String template, Who who, String consumes) {
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*(\\w+)\\s*(?::(?:[^{}]|\\{[^{}]*})*)?}");

    /** Values of path parameters that fit, and lead to nothing. */
    private static final Map<String, String> FILLED = Map.ofEntries(
            Map.entry("sha256", "0".repeat(64)),
            Map.entry("kind", "pdf"),
            Map.entry("to", "pgp"),
            Map.entry("agency", "bar-field-office"),
            Map.entry("account", "none-such"),
            Map.entry("draft", "00000000-0000-4000-8000-000000000000"),
            Map.entry("step", "terms"),
            Map.entry("seq", "1"),
            Map.entry("number", "TS-26-999999-L1"),
            Map.entry("page", "1"),
            Map.entry("volume", "2"),
            Map.entry("file", "pdf"));

    /**
     * @param roles where the route names some
     * @param everybody signed in or not
     */
    record Who(Set<String> roles, boolean everybody, boolean anybodySignedIn) {
        boolean allows(@Nullable String role) {
            return everybody || (role != null && (anybodySignedIn || roles.contains(role)));
        }
    }

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

    private static final List<Route> ALL = read();

    /** All of the application, read from its classes. */
    static List<Route> all() {
        return ALL;
    }

    private static List<Route> read() {
        // The class loader of a Quarkus test answers with addresses that ArchUnit cannot open.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .importPath("target/classes/org/tipstaff").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .flatMap(method -> httpMethod(method).map(http -> of(http, method)).stream())
                        .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
                        .toList();
    }

    private static Optional<String> httpMethod(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.getPackageName().equals("jakarta.ws.rs"))
                .map(JavaClass::getSimpleName)
                .filter(METHODS::contains)
                .findFirst();
    }

    private static Route of(String http, JavaMethod method) {
        JavaClass owner = method.getOwner();
        String template =
                path(owner.tryGetAnnotationOfType(Path.class)) + path(method.tryGetAnnotationOfType(Path.class));
        String consumes = method.tryGetAnnotationOfType(Consumes.class)
                .map(declared -> declared.value()[0])
                .orElse("");
        return new Route(http, template.isEmpty() ? "/" : template, who(method, owner), consumes);
    }

    /** What the method says counts before what its class says. */
    private static Who who(JavaMethod method, JavaClass owner) {
        if (method.isAnnotatedWith(RolesAllowed.class)) {
            return roles(method.getAnnotationOfType(RolesAllowed.class));
        }
        if (method.isAnnotatedWith(PermitAll.class)) {
            return new Who(Set.of(), true, false);
        }
        if (method.isAnnotatedWith(Authenticated.class)) {
            return new Who(Set.of(), false, true);
        }
        if (owner.isAnnotatedWith(RolesAllowed.class)) {
            return roles(owner.getAnnotationOfType(RolesAllowed.class));
        }
        if (owner.isAnnotatedWith(PermitAll.class)) {
            return new Who(Set.of(), true, false);
        }
        throw new IllegalStateException(method.getFullName() + " does not say who may call it");
    }

    private static Who roles(RolesAllowed allowed) {
        return new Who(Set.of(allowed.value()), false, false);
    }

    private static String path(Optional<Path> declared) {
        String path = declared.map(Path::value).orElse("").replaceAll("^/|/$", "");
        return path.isEmpty() ? "" : "/" + path;
    }

    boolean ofTheApi() {
        return template.startsWith("/api/");
    }

    boolean aboutOneRequest() {
        return template.contains("{ref}");
    }

    /** The path for a request; other parameters lead to nothing. */
    String path(String reference) {
        Matcher matcher = PARAMETER.matcher(template);
        return matcher.replaceAll(match -> {
            String value = match.group(1).equals("ref") ? reference : FILLED.get(match.group(1));
            if (value == null) {
                throw new IllegalStateException("No value for " + match.group(1) + " of " + template);
            }
            return value;
        });
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
