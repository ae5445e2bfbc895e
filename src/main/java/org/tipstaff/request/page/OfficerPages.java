package org.tipstaff.request.page;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.request.draft.FilingStep;
import org.tipstaff.request.receipt.Corrections;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** The officer's list and the page of a request. */
@Path("/requests")
@RolesAllowed(Role.Claim.OFFICER)
public class OfficerPages {
    private static final String REASON = "reason";

    private final OfficerViews views;
    private final Cases cases;
    private final Moves moves;
    private final Messages messages;
    private final Corrections corrections;
    private final CurrentActor actor;

    public OfficerPages(
            OfficerViews views,
            Cases cases,
            Moves moves,
            Messages messages,
            Corrections corrections,
            CurrentActor actor) {
        this.views = views;
        this.cases = cases;
        this.moves = moves;
        this.messages = messages;
        this.corrections = corrections;
        this.actor = actor;
    }

    @GET
    public Response list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("q") @Nullable String text,
            @QueryParam("page") @Nullable String page) {
        return Page.of(views.list(OfficerViews.Filter.of(status, text, page), actor.current()));
    }

    @GET
    @Path("{ref}")
    public Response show(@PathParam("ref") String ref) {
        Request request = cases.look(CaseReference.fromPath(ref), actor.current());
        return Page.of(views.show(request, actor.current(), FormView.EMPTY));
    }

    /** Changes when the page should be loaded again; shows nothing of the request. */
    @GET
    @Path("{ref}/state")
    @Produces(MediaType.TEXT_PLAIN)
    public String state(@PathParam("ref") String ref) {
        return views.state(CaseReference.fromPath(ref), actor.current());
    }

    @POST
    @Path("{ref}/messages")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response write(@PathParam("ref") String ref, @RestForm(Messages.FIELD) @Nullable String text) {
        CaseReference reference = CaseReference.fromPath(ref);
        String typed = text == null ? "" : text;
        try {
            messages.send(reference, actor.current(), typed);
            return Page.to("/requests/" + reference + "#messages");
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.INVALID) {
                throw problem;
            }
            FormView form = new FormView(Map.of(Messages.FIELD, typed), problem.details());
            return Page.of(422, views.show(cases.look(reference, actor.current()), actor.current(), form));
        }
    }

    @GET
    @Path("{ref}/withdraw")
    public Response askToWithdraw(@PathParam("ref") String ref) {
        Request request = cases.look(CaseReference.fromPath(ref), actor.current());
        return Page.of(views.withdraw(request, FormView.EMPTY));
    }

    @POST
    @Path("{ref}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response withdraw(@PathParam("ref") String ref, @RestForm(REASON) @Nullable String reason) {
        CaseReference reference = CaseReference.fromPath(ref);
        if (reason == null || reason.isBlank() || reason.length() > 1000) {
            FormView form = new FormView(
                    Map.of(REASON, reason == null ? "" : reason),
                    List.of(new Problem.Detail(REASON, "Say why it is withdrawn, in at most 1,000 characters")));
            return Page.of(422, views.withdraw(cases.look(reference, actor.current()), form));
        }
        moves.makeFromPage(new MoveCommand(reference, Move.WITHDRAW, actor.current(), reason.strip()));
        return Page.to("/requests/" + reference);
    }

    @POST
    @Path("{ref}/correct")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response correct(@PathParam("ref") String ref) {
        Request request = cases.look(CaseReference.fromPath(ref), actor.current());
        return Page.to(FilingViews.path(corrections.begin(request.reference(), actor.current()), FilingStep.CHECK));
    }

    @POST
    @Path("{ref}/renew")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response renew(@PathParam("ref") String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        moves.makeFromPage(new MoveCommand(reference, Move.EXTEND, actor.current(), ""));
        return Page.to("/requests/" + reference);
    }
}
