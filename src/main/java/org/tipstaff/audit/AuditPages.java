package org.tipstaff.audit;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.web.Csv;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** The auditors' way in, and the audit log for people. Every look is itself an entry. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.AUDITOR)
public class AuditPages {
    private static final int ROWS = 50;
    private static final int MOST_IN_FILE = 10_000;

    private final AuditReader reader;
    private final AuditLog audit;
    private final CurrentActor actors;
    private final Clock clock;

    AuditPages(AuditReader reader, AuditLog audit, CurrentActor actors, Clock clock) {
        this.reader = reader;
        this.audit = audit;
        this.actors = actors;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance overview(AuditView.Overview view);

        static native TemplateInstance log(AuditView.Log view);

        static native TemplateInstance entry(AuditView.Details view);
    }

    @GET
    @RolesAllowed(Role.Claim.AUDITOR)
    public Response overview() {
        AuditReader.Head head = reader.head();
        return Page.of(Templates.overview(
                new AuditView.Overview(head.size(), head.hash().hex(), null, clock.instant())));
    }

    /** Computes every hash anew, from the stored bytes alone. */
    @POST
    @Path("check")
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response check() {
        AuditReader.Head head = reader.head();
        long broken = reader.firstBroken().orElse(0L);
        audit.record(
                AuditAction.AUDIT_READ,
                actors.current(),
                "-",
                Map.of("what", "check", "size", Long.toString(head.size()), "firstBroken", Long.toString(broken)));
        return Page.of(Templates.overview(
                new AuditView.Overview(head.size(), head.hash().hex(), broken, clock.instant())));
    }

    /** Entries, newest first; the filters stand in the address. */
    @GET
    @Path("log")
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response log(
            @QueryParam("request") @Nullable String request,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("before") @Nullable Long before) {
        AuditView.Filter typed = AuditView.Filter.of(request, actor, action);
        AuditQuery query;
        try {
            query = AuditQuery.of(request, actor, action);
        } catch (Problem problem) {
            return Page.of(422, Templates.log(AuditView.Log.wrong(typed, problem.details())));
        }
        long below = before == null ? Long.MAX_VALUE : before;
        List<AuditReader.Numbered> found = reader.entries(query.filter(), below, ROWS + 1);
        audit.record(AuditAction.AUDIT_READ, actors.current(), "-", query.audited("log"));
        return Page.of(Templates.log(AuditView.Log.of(typed, found, ROWS, before != null)));
    }

    /** The same entries as a file, the newest 10,000 at most. */
    @GET
    @Path("log.csv")
    @Produces("text/csv")
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response csv(
            @QueryParam("request") @Nullable String request,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action) {
        AuditQuery query = AuditQuery.of(request, actor, action);
        Csv csv = new Csv(List.of(
                "seq", "at", "action", "actor", "actorName", "roles", "subject", "details", "hash", "chainHash"));
        for (AuditReader.Numbered numbered : reader.entries(query.filter(), Long.MAX_VALUE, MOST_IN_FILE)) {
            AuditEntry entry = numbered.entry();
            csv.add(List.of(
                    Long.toString(numbered.seq()),
                    entry.occurredAt().toString(),
                    entry.action().name(),
                    entry.actor(),
                    entry.actorName(),
                    entry.roles(),
                    entry.subject(),
                    AuditView.words(entry),
                    numbered.hash().hex(),
                    numbered.chainHash().hex()));
        }
        audit.record(AuditAction.AUDIT_READ, actors.current(), "-", query.audited("log.csv"));
        return csv.download("audit-log");
    }

    /** One entry with the bytes that its hash is over. */
    @GET
    @Path("log/{seq: [0-9]{1,18}}")
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response entry(@PathParam("seq") long seq) {
        AuditReader.Numbered found = reader.entries(AuditReader.Filter.ANY, seq + 1, 1).stream()
                .filter(numbered -> numbered.seq() == seq)
                .findFirst()
                .orElseThrow(Problem::notFound);
        audit.record(AuditAction.AUDIT_READ, actors.current(), "-", Map.of("what", "entry", "seq", Long.toString(seq)));
        return Page.of(Templates.entry(AuditView.Details.of(found)));
    }
}
