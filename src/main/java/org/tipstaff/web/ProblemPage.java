package org.tipstaff.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a problem looks: as a page for people, as RFC 9457 for programs. */
@ApplicationScoped
public class ProblemPage {
    static final MediaType JSON = new MediaType("application", "problem+json");
    static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    /**
     * What is said of a problem.
     *
     * @param next what to do now; empty where the text says it
     * @param number under which the log has more; empty where there is none
     */
    public record Shown(
            int status, String title, String text, String next, List<Problem.Detail> details, String number) {}

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(Shown problem);
    }

    Shown of(Problem problem) {
        return new Shown(
                problem.kind().status(),
                problem.kind().title(),
                problem.text(),
                next(problem.kind()),
                problem.details(),
                "");
    }

    private static String next(Problem.Kind kind) {
        return switch (kind) {
            case INVALID -> "Go back, mend what is listed and send it again.";
            case NOT_ALLOWED -> "If you need it for your work, ask your administrator which role you have.";
            case NOT_FOUND -> "Check the reference. If somebody gave it to you, ask which agency filed the request.";
            case CONFLICT -> "Open the request again and look at where it stands now.";
            case TOO_LARGE -> "Send less at once. A document may have 25 MB.";
            case GONE -> "What is still on record is on the request's page.";
            case UNAVAILABLE -> "Try again in a few minutes. Nothing was lost.";
        };
    }

    /** A problem that only has its HTTP status. */
    Shown of(int status) {
        return switch (status) {
            case 400 ->
                plain(
                        status,
                        "The form has expired",
                        "The page was open for too long, or was sent from somewhere else, so nothing was changed.",
                        "Go back, reload the page and send it again. A draft keeps what was saved.");
            case 401 -> plain(status, "Sign in first", "This needs a signed-in caller.", "Sign in and try again.");
            case 403 -> of(Problem.notAllowed("Your role does not include this."));
            case 404 -> of(Problem.notFound());
            case 405, 406, 415 ->
                plain(
                        status,
                        "Not understood",
                        "This address does not take a call of that kind.",
                        "Use the links and buttons of the pages, or the API as described at /q/openapi.");
            case 413 -> plain(status, "Too large", "What was sent is too large.", next(Problem.Kind.TOO_LARGE));
            default ->
                status >= 500
                        ? plain(status, "Something went wrong", "The step was not completed.", "Try it again.")
                        : plain(status, "Not understood", "What was sent cannot be read.", "Go back and try again.");
        };
    }

    Shown failure(String number) {
        return new Shown(
                500,
                "Something went wrong",
                "The step was not completed. What was saved before is still there.",
                "Try it again. If it happens again, tell the administrator this number.",
                List.of(),
                number);
    }

    private static Shown plain(int status, String title, String text, String next) {
        return new Shown(status, title, text, next, List.of(), "");
    }

    /** Under {@code /api/}, and where a caller asks for JSON, programs read. */
    static boolean forPrograms(String path, @Nullable String accept) {
        return path.startsWith("/api/") || (accept != null && accept.contains("json") && !accept.contains("text/html"));
    }

    String html(Shown problem) {
        return Templates.problem(problem).render();
    }

    Map<String, Object> json(Shown problem) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", problem.title());
        members.put("status", problem.status());
        members.put("detail", problem.text());
        if (!problem.details().isEmpty()) {
            members.put("errors", problem.details());
        }
        if (!problem.number().isEmpty()) {
            members.put("number", problem.number());
        }
        return members;
    }
}
