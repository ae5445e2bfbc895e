package org.tipstaff.request.page;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.identity.SessionEnd;
import org.tipstaff.request.draft.BecameRequest;
import org.tipstaff.request.draft.Draft;
import org.tipstaff.request.draft.DraftReading;
import org.tipstaff.request.draft.Drafts;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.draft.FilingStep;
import org.tipstaff.request.receipt.DraftSubmission;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.web.OwnWords;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/**
 * Filing by page. Every POST saves the draft first and then says what is wrong, so nothing typed is ever lost; every
 * page also works without scripts.
 */
@Path("/requests/new")
@RolesAllowed(Role.Claim.OFFICER)
@OwnWords
public class FilingPages {
    /** Said by the page's script while somebody types. */
    private static final String KEEP = "keep";

    private final Drafts drafts;
    private final FilingViews views;
    private final OrderIntake intake;
    private final DraftSubmission submission;
    private final CurrentActor actor;
    private final SessionEnd session;

    public FilingPages(
            Drafts drafts,
            FilingViews views,
            OrderIntake intake,
            DraftSubmission submission,
            CurrentActor actor,
            SessionEnd session) {
        this.session = session;
        this.drafts = drafts;
        this.views = views;
        this.intake = intake;
        this.submission = submission;
        this.actor = actor;
    }

    @GET
    public Response start() {
        return Page.of(views.start(FormView.EMPTY));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response begin(@RestForm("instrument") @Nullable String instrument) {
        if (instrument == null || instrument.isBlank()) {
            return Page.of(
                    422,
                    views.start(new FormView(
                            Map.of(),
                            List.of(new Problem.Detail(FilingCheck.INSTRUMENT, "Choose the kind of legal process")))));
        }
        Draft draft = drafts.start(actor.current(), Map.of(FilingCheck.INSTRUMENT, instrument), null);
        return to(draft.id(), FilingStep.DOCUMENT);
    }

    @GET
    @Path("{draft}")
    public Response resume(@PathParam("draft") UUID id) {
        return to(id, views.read(drafts.get(id, actor.current())).firstOpen());
    }

    /** @param problems set where the page is to say what is wrong */
    @GET
    @Path("{draft}/{step}")
    public Response step(
            @PathParam("draft") UUID id,
            @PathParam("step") String step,
            @QueryParam("problems") @Nullable String problems) {
        Draft draft = drafts.get(id, actor.current());
        return Page.of(
                views.page(new FilingViews.Wanted(draft, FilingStep.of(step), problems != null), actor.current()));
    }

    @POST
    @Path("{draft}/instrument")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response instrument(
            @PathParam("draft") UUID id,
            @RestForm("instrument") @Nullable String instrument,
            @RestForm("version") long version,
            @RestForm("go") @Nullable String go) {
        Map<String, String> fields = Map.of(FilingCheck.INSTRUMENT, instrument == null ? "" : instrument);
        return KEEP.equals(go) ? kept(id, fields, version) : saved(id, FilingStep.INSTRUMENT, fields, go);
    }

    /** Takes the document at once; a refusal is kept with the draft, so that the page can say it. */
    @POST
    @Path("{draft}/document")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response document(
            @PathParam("draft") UUID id,
            @RestForm("order") @Nullable FileUpload order,
            @RestForm("go") @Nullable String go)
            throws IOException {
        drafts.get(id, actor.current());
        if ("remove".equals(go)) {
            drafts.attach(id, actor.current(), null);
            return saved(id, FilingStep.DOCUMENT, Map.of(DraftReading.UPLOAD_PROBLEM, ""), "stay");
        }
        String problem = "";
        if (order != null && order.size() > 0) {
            try {
                drafts.attach(
                        id,
                        actor.current(),
                        intake.receive(actor.current(), order.fileName(), order.uploadedFile())
                                .id());
            } catch (Problem refused) {
                if (refused.kind() != Problem.Kind.INVALID) {
                    throw refused; // nobody looked at the document: the draft stays as it was
                }
                drafts.attach(id, actor.current(), null);
                problem = refused.text();
            }
            return saved(
                    id,
                    FilingStep.DOCUMENT,
                    Map.of(DraftReading.UPLOAD_PROBLEM, problem),
                    problem.isEmpty() ? "stay" : "problems");
        }
        return saved(id, FilingStep.DOCUMENT, Map.of(), "upload".equals(go) ? "problems" : go);
    }

    @POST
    @Path("{draft}/court")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response court(
            @PathParam("draft") UUID id,
            @BeanParam CourtFields fields,
            @RestForm("version") long version,
            @RestForm("go") @Nullable String go) {
        return KEEP.equals(go) ? kept(id, fields.fields(), version) : saved(id, FilingStep.COURT, fields.fields(), go);
    }

    @POST
    @Path("{draft}/terms")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response terms(
            @PathParam("draft") UUID id,
            @BeanParam TermsFields fields,
            @RestForm("version") long version,
            @RestForm("go") @Nullable String go)
            throws IOException {
        return KEEP.equals(go) ? kept(id, fields.fields(), version) : saved(id, FilingStep.TERMS, fields.fields(), go);
    }

    @POST
    @Path("{draft}/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(
            @PathParam("draft") UUID id,
            @RestForm("declared") @Nullable String declared,
            @RestForm("go") @Nullable String go) {
        Draft draft = drafts.get(id, actor.current());
        if ("later".equals(go)) {
            return Page.to("/requests");
        }
        try {
            return Page.to("/requests/" + submission.file(draft, "yes".equals(declared), actor.current()));
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.INVALID) {
                throw problem;
            }
            return Page.of(422, views.check(draft, problem.details(), actor.current()));
        }
    }

    @POST
    @Path("{draft}/discard")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response discard(@PathParam("draft") UUID id) {
        drafts.discard(id, actor.current());
        return Page.to("/requests");
    }

    /**
     * @param go {@code later} leaves the filing, {@code stay} and {@code problems} come back to the step; everything
     *     else goes on where the step is complete
     */
    private Response saved(UUID id, FilingStep step, Map<String, String> fields, @Nullable String go) {
        if (fields.values().stream().anyMatch(FilingCheck::unfit)) {
            // Not kept, so it is shown as it was typed.
            Draft typed = drafts.get(id, actor.current()).with(fields);
            return Page.of(422, views.page(new FilingViews.Wanted(typed, step, true), actor.current()));
        }
        Draft draft = drafts.save(id, actor.current(), fields);
        if ("later".equals(go)) {
            return Page.to("/requests");
        }
        if ("stay".equals(go)) {
            return to(id, step);
        }
        if ("problems".equals(go) || !views.read(draft).wrongIn(step).isEmpty()) {
            return Page.to(FilingViews.path(id, step) + "?problems=1");
        }
        return to(id, step.next());
    }

    /**
     * What is kept while somebody types.
     *
     * @param version of the draft now
     * @param sessionSeconds until the session ends if nothing more is done
     */
    record Kept(long version, long sessionSeconds) {}

    private Response kept(UUID id, Map<String, String> fields, long version) {
        if (fields.values().stream().anyMatch(FilingCheck::unfit)) {
            throw Problem.invalid("fields", "A character of what was typed cannot be kept. Save to see which.");
        }
        Draft draft = drafts.keep(id, actor.current(), fields, version);
        return Response.ok(new Kept(draft.version(), session.left().toSeconds()))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    /** Whoever has the address of a draft that was filed, by going back or in another window, is led to the request. */
    @ServerExceptionMapper
    public Response filed(BecameRequest became) {
        return Page.to("/requests/" + became.reference());
    }

    private static Response to(UUID id, FilingStep step) {
        return Page.to(FilingViews.path(id, step));
    }
}
