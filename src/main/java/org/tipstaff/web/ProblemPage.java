package org.tipstaff.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a problem looks: as a page for people, as RFC 9457 for programs. */
@ApplicationScoped
public class ProblemPage {
    static final MediaType JSON = new MediaType("application", "problem+json");
    static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    /**
     * What is said of a problem.
     *
     * @param status of the answer; that of the kind but where the caller was answered before
     * @param number under which the log has more; empty where there is none
     */
    public record Shown(Problem.Kind kind, int status, String text, List<Problem.Detail> details, String number) {
        public String title() {
            return kind.title();
        }

        /** What to do now. */
        public String next() {
            return kind.next();
        }
    }

    /**
     * RFC 9457, with {@code errors} for what is to be mended field by field.
     *
     * @param instance of this one occurrence, where the log has more of it; made of the number, and of nothing of the call
     * @param number to be read out to the administrator
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ProblemJson(
            String type,
            String title,
            int status,
            String detail,
            @Nullable List<Problem.Detail> errors,
            @Nullable String instance,
            @Nullable String number) {}

    @CheckedTemplate(basePath = "web")
    static class Templates {
        static native TemplateInstance problem(Shown problem);
    }

    Shown of(Problem problem) {
        return new Shown(problem.kind(), problem.kind().status(), problem.text(), problem.details(), "");
    }

    /** A problem that only has its HTTP status. */
    Shown of(int status, boolean form) {
        Problem.Kind kind = form && status == 400 ? Problem.Kind.EXPIRED_FORM : Problem.Kind.ofStatus(status);
        String text = switch (kind) {
            case NOT_ALLOWED -> "Your role does not include this.";
            case NOT_FOUND -> Problem.notFound().text();
            default -> kind.meaning();
        };
        return new Shown(kind, status, text, List.of(), "");
    }

    /** @param number under which the log has the failure */
    Shown failure(String number) {
        return new Shown(
                Problem.Kind.FAILED,
                Problem.Kind.FAILED.status(),
                "The step was not completed. What was saved before is still there.",
                List.of(),
                number);
    }

    /** Under {@code /api/}, and where a caller asks for JSON, programs read. */
    static boolean forPrograms(String path, @Nullable String accept) {
        return (path + "/").startsWith("/api/")
                || (accept != null && accept.contains("json") && !accept.contains("text/html"));
    }

    String html(Shown problem) {
        return Templates.problem(problem).render();
    }

    ProblemJson json(Shown problem) {
        boolean numbered = !problem.number().isEmpty();
        return new ProblemJson(
                problem.kind().type(),
                problem.title(),
                problem.status(),
                problem.text(),
                problem.details(),
                numbered ? "urn:tipstaff:occurrence:" + problem.number() : null,
                numbered ? problem.number() : null);
    }
}
