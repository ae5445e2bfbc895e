package org.tipstaff.request.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Policy;
import org.tipstaff.web.Page;

/** What anybody may read: what each instrument yields, how to file, what the log does not show. */
@Path("/")
@PermitAll
public class PublicPages {
    private final Policy policy;

    public PublicPages(Policy policy) {
        this.policy = policy;
    }

    record Home(List<InstrumentRow> yields, List<LogKind> logs) {}

    record Guide(
            List<InstrumentRow> yields, List<Question> questions, List<RefusalReason> documents, List<LogKind> logs) {}

    @CheckedTemplate(basePath = "request/open")
    static class Templates {
        static native TemplateInstance home(Home view);

        static native TemplateInstance guide(Guide view);
    }

    @GET
    public Response home() {
        return Page.of(Templates.home(new Home(InstrumentRow.all(policy), List.of(LogKind.values()))));
    }

    @GET
    @Path("guide")
    public Response guide() {
        return Page.of(Templates.guide(new Guide(
                InstrumentRow.all(policy), Question.ALL, List.of(RefusalReason.values()), List.of(LogKind.values()))));
    }
}
