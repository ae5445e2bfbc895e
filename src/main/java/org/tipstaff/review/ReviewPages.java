package org.tipstaff.review;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestPage;
import org.tipstaff.request.Requests;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.request.once.PressedOnce;
import org.tipstaff.request.queue.FindingCounts;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;

/** The reviewers' pages: the queue and the workbench. */
@Path("/review")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.Claim.REVIEWER)
public class ReviewPages {
    /** What the button that only counts sends instead of a move. */
    private static final String COUNT = "COUNT";
    /** What the button that keeps a draft sends, and the page by itself when it is left. */
    private static final String KEEP = "KEEP";
    /** What the button that only writes to the officer sends. */
    private static final String MESSAGE = "MESSAGE";

    private final Requests requests;
    private final FindingCounts counts;
    private final Cases cases;
    private final Workbench workbench;
    private final Reviews reviews;
    private final Messages messages;
    private final DecisionDrafts drafts;
    private final PressedOnce pressed;
    private final CurrentActor actors;
    private final Clock clock;

    ReviewPages(
            Requests requests,
            FindingCounts counts,
            Cases cases,
            Workbench workbench,
            Reviews reviews,
            Messages messages,
            DecisionDrafts drafts,
            PressedOnce pressed,
            CurrentActor actors,
            Clock clock) {
        this.requests = requests;
        this.counts = counts;
        this.cases = cases;
        this.workbench = workbench;
        this.reviews = reviews;
        this.messages = messages;
        this.drafts = drafts;
        this.pressed = pressed;
        this.actors = actors;
        this.clock = clock;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance queue(QueueView view);

        static native TemplateInstance workbench(WorkbenchView view);
    }

    /** The queue, by due date; with a status asked for, any requests. */
    @GET
    @RolesAllowed(Role.Claim.REVIEWER)
    public Response queue(
            @QueryParam("status") @Nullable String status,
            @QueryParam("instrument") @Nullable String instrument,
            @QueryParam("who") @Nullable String who,
            @QueryParam("q") @Nullable String text,
            @QueryParam("page") @DefaultValue("1") int page) {
        Map<String, @Nullable String> asked = new HashMap<>();
        asked.put("status", status);
        asked.put("instrument", instrument);
        asked.put("who", who);
        asked.put("q", text);
        QueueQuery query = QueueQuery.of(asked, page);
        RequestPage found = requests.nearest(query.toRequests(actors.current()));
        return Page.of(Templates.queue(
                QueueView.of(new QueueView.Source(query, found, counts.of(found.requests()), clock.instant()))));
    }

    @GET
    @Path("{ref}")
    @RolesAllowed(Role.Claim.REVIEWER)
    public Response workbench(@PathParam("ref") String ref) {
        Actor actor = actors.current();
        Request request = cases.look(CaseReference.fromPath(ref), actor);
        DecisionForm form = drafts.find(request, actor).orElse(DecisionForm.of(request));
        return page(200, new Workbench.Desk(request, actor, form, List.of(), "", null));
    }

    /** A decision, or only another count or a message; what cannot be done comes back with everything that was typed. */
    @POST
    @Path("{ref}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.REVIEWER)
    public Response decide(@PathParam("ref") String ref, MultivaluedMap<String, String> posted) {
        Actor actor = actors.current();
        Request request = requests.get(CaseReference.fromPath(ref), actor);
        DecisionForm form = DecisionForm.of(posted, request);
        String button = posted.getFirst("do");
        try {
            if (KEEP.equals(button)) {
                drafts.keep(request.reference(), actor, posted);
                return Page.to("/review/" + request.reference());
            }
            if (MESSAGE.equals(button)) {
                messages.send(request.reference(), actor, form.words().message());
                // No redirect: a decision that is half written stays on the page, and loading it again sends nothing.
                return page(200, new Workbench.Desk(request, actor, form.withoutMessage(), List.of(), "", null));
            }
            Terms terms = form.terms(request);
            if (COUNT.equals(button)) {
                return counted(new Workbench.Desk(request, actor, form, List.of(), "", null), terms);
            }
            MoveCommand command =
                    new MoveCommand(request.reference(), move(button), actor, form.reason(), form.particulars(request));
            pressed.act(actor, "/review/" + request.reference(), posted, () -> decide(command, form.round()));
        } catch (Problem problem) {
            return again(problem, actor, form, request.reference());
        }
        return Page.to("/review/" + request.reference());
    }

    private void decide(MoveCommand command, int round) {
        if (round != requests.get(command.reference()).round()) {
            throw Problem.conflict(
                    "This request was corrected, or taken up again, since you opened it. Look at it again before"
                            + " you decide.");
        }
        reviews.handle(command);
    }

    private Response counted(Workbench.Desk desk, Terms terms) {
        Long rows = workbench.count(desk.request(), terms);
        String message = rows == null ? "The rows are still being frozen. Count again when that is done." : "";
        return page(200, new Workbench.Desk(desk.request(), desk.actor(), desk.form(), List.of(), message, rows));
    }

    private static Move move(@Nullable String button) {
        for (Move move : Move.values()) {
            if (move.name().equals(button) && move.role() == org.tipstaff.identity.Role.REVIEWER) {
                return move;
            }
        }
        throw Problem.invalid("do", "Choose what is to be done with the request");
    }

    private Response again(Problem problem, Actor actor, DecisionForm typed, CaseReference reference) {
        if (problem.kind() == Problem.Kind.NOT_FOUND) {
            throw problem;
        }
        Request request = requests.get(reference, actor);
        DecisionForm form = typed.onPresent(request);
        String message = problem.kind() == Problem.Kind.INVALID ? "" : problem.text();
        List<Problem.Detail> errors =
                problem.details().stream().map(ReviewPages::atItsField).toList();
        return page(problem.kind().status(), new Workbench.Desk(request, actor, form, errors, message, null));
    }

    /** The API has the answers in one object, the page has a field for each. */
    private static Problem.Detail atItsField(Problem.Detail detail) {
        return detail.field().startsWith(Answers.FIELD)
                ? new Problem.Detail(
                        DecisionForm.ANSWER + detail.field().substring(Answers.FIELD.length()), detail.message())
                : detail;
    }

    private Response page(int status, Workbench.Desk desk) {
        return Page.of(status, Templates.workbench(workbench.view(desk)));
    }
}
