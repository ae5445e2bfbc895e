package org.tipstaff.disclosure.records;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditLog;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.Handle;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.RequestPage;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Requests;
import org.tipstaff.web.Csv;
import org.tipstaff.web.Page;
import org.tipstaff.web.Pages;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** The auditors' records: what was asked, what was decided, what was handed over. Every search is audited. */
@Path("/audit/records")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.AUDITOR)
public class RecordPages {
    private static final String PATH = "/audit/records";

    private final Requests requests;
    private final RecordDisclosures disclosures;
    private final Records records;
    private final AuditLog audit;
    private final CurrentActor actors;

    RecordPages(
            Requests requests, RecordDisclosures disclosures, Records records, AuditLog audit, CurrentActor actors) {
        this.requests = requests;
        this.disclosures = disclosures;
        this.records = records;
        this.audit = audit;
        this.actors = actors;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(RecordView.Listing view);

        static native TemplateInstance record(RecordView.Details view);
    }

    /** Records, newest first; the filters stand in the address. */
    @GET
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("status") @Nullable String status,
            @QueryParam("instrument") @Nullable String instrument,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("notice") @Nullable String notice,
            @QueryParam("page") @Nullable String page) {
        RecordQuery query = RecordQuery.of(asked(text, status, instrument, from, to), Pages.asked(page));
        if (query.namesHandle()) {
            return Page.to(PATH + "?notice=handle");
        }
        RequestQuery wanted;
        try {
            wanted = query.toRequests(RecordQuery.ROWS);
        } catch (Problem problem) {
            return Page.of(422, Templates.list(listing(query, problem.details())));
        }
        RequestPage found = requests.nearest(wanted);
        searched(query.audited(), found.total());
        return Page.of(Templates.list(new RecordView.Listing(
                query.form(List.of()),
                FormView.EMPTY,
                false,
                "handle".equals(notice),
                RecordView.rows(found, disclosures.of(found.requests())),
                found.total(),
                Pages.address(PATH + "/list.csv", query.filters()),
                new Pages(PATH, query.filters(), found.page() + 1, found.pages()))));
    }

    private static RecordView.Listing listing(RecordQuery query, List<Problem.Detail> errors) {
        return new RecordView.Listing(
                query.form(errors), FormView.EMPTY, false, false, List.of(), 0, "", new Pages(PATH, Map.of(), 1, 1));
    }

    private static Map<String, @Nullable String> asked(
            @Nullable String text,
            @Nullable String status,
            @Nullable String instrument,
            @Nullable String from,
            @Nullable String to) {
        Map<String, @Nullable String> asked = new HashMap<>();
        asked.put("q", text);
        asked.put("status", status);
        asked.put("instrument", instrument);
        asked.put("from", from);
        asked.put("to", to);
        return asked;
    }

    private void searched(Map<String, String> how, long found) {
        Map<String, String> details = new HashMap<>(how);
        details.put("found", Long.toString(found));
        audit.record(AuditAction.RECORDS_SEARCHED, actors.current(), "-", details);
    }

    /** The same list as a file, the newest 10,000 at most. */
    @GET
    @Path("list.csv")
    @Produces("text/csv")
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response csv(
            @QueryParam("q") @Nullable String text,
            @QueryParam("status") @Nullable String status,
            @QueryParam("instrument") @Nullable String instrument,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        RecordQuery query = RecordQuery.of(asked(text, status, instrument, from, to), 1);
        if (query.namesHandle()) {
            return Page.to(PATH + "?notice=handle");
        }
        RequestPage found = requests.list(query.toRequests(RecordQuery.MOST_IN_FILE));
        searched(query.audited(), found.total());
        Csv csv = new Csv(RecordView.Row.header());
        RecordView.rows(found, disclosures.of(found.requests())).forEach(row -> csv.add(row.cells()));
        return csv.download("disclosure-records");
    }

    /** By a whole handle: posted, so that it stands in no address, and audited without it. */
    @POST
    @Path("by-handle")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.AUDITOR)
    @Transactional
    public Response byHandle(@RestForm("handle") @Nullable String typed) {
        String text = typed == null ? "" : typed.strip();
        Handle handle;
        try {
            handle = Handle.parse(text);
        } catch (Handle.Unreadable e) {
            return Page.of(422, Templates.list(found(text, List.of(new Problem.Detail("handle", e.question())), null)));
        }
        RequestPage found = requests.list(
                RequestQuery.ALL.naming(requests.fingerprint(handle)).page(0, RecordQuery.MOST_IN_FILE));
        searched(Map.of("by", "handle"), found.total());
        return Page.of(Templates.list(found(text, List.of(), found)));
    }

    private RecordView.Listing found(String handle, List<Problem.Detail> errors, @Nullable RequestPage found) {
        return new RecordView.Listing(
                FormView.EMPTY,
                new FormView(Map.of("handle", handle), errors),
                true,
                false,
                found == null ? List.of() : RecordView.rows(found, disclosures.of(found.requests())),
                found == null ? 0 : found.total(),
                "",
                new Pages(PATH, Map.of(), 1, 1));
    }

    /** One record with everything that led to it. */
    @GET
    @Path("{ref}")
    @RolesAllowed(Role.Claim.AUDITOR)
    public Response record(@PathParam("ref") String ref) {
        return Page.of(Templates.record(records.open(CaseReference.fromPath(ref), actors.current())));
    }
}
