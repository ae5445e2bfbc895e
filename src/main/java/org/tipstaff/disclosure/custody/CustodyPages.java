package org.tipstaff.disclosure.custody;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.MediaTypes;
import org.tipstaff.disclosure.contents.Statement;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.FreshSignIn;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Cases;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Request;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.once.PressedOnce;
import org.tipstaff.signing.trial.Trial;
import org.tipstaff.signing.trial.TrialSignatures;
import org.tipstaff.web.Page;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/** Where custodians of records read what was prepared, and certify it. */
@Path("/custody")
@Produces(MediaType.TEXT_HTML)
public class CustodyPages {
    private final Requests requests;
    private final Cases cases;
    private final Moves moves;
    private final Disclosures disclosures;
    private final Prepared prepared;
    private final Decided decided;
    private final FreshSignIn fresh;
    private final PressedOnce pressed;
    private final CurrentActor actors;
    private final TrialSignatures trials;

    public CustodyPages(
            Requests requests,
            Cases cases,
            Moves moves,
            Disclosures disclosures,
            Prepared prepared,
            Decided decided,
            FreshSignIn fresh,
            PressedOnce pressed,
            CurrentActor actors,
            TrialSignatures trials) {
        this.requests = requests;
        this.cases = cases;
        this.moves = moves;
        this.disclosures = disclosures;
        this.prepared = prepared;
        this.decided = decided;
        this.fresh = fresh;
        this.pressed = pressed;
        this.actors = actors;
        this.trials = trials;
    }

    @CheckedTemplate
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(
                List<Request> prepared, List<Request> recalls, List<Request> disclosed, @Nullable Trial failed);

        static native TemplateInstance item(CustodyView view);
    }

    /** What waits for a certificate, the most urgent first. */
    @GET
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response list() {
        List<Request> waiting = requests.list(RequestQuery.ALL
                        .in(EnumSet.of(Status.PREPARED))
                        .dueFirst()
                        .page(0, 100))
                .requests();
        List<Request> disclosed = requests.list(RequestQuery.ALL
                        .in(EnumSet.of(Status.DISCLOSED, Status.RECALLED))
                        .page(0, 20))
                .requests();
        List<Request> recalls =
                disclosures.recallsAsked().stream().map(requests::get).toList();
        return Page.of(Templates.list(
                waiting,
                recalls,
                disclosed,
                trials.failedFor(actors.current().id()).orElse(null)));
    }

    @GET
    @Path("{ref}")
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response item(@PathParam("ref") String ref) {
        return Page.of(Templates.item(view(ref, FormView.EMPTY)));
    }

    private CustodyView view(String ref, FormView form) {
        Actor actor = actors.current();
        CaseReference reference = CaseReference.fromPath(ref);
        Request request = cases.look(reference, actor);
        Disclosure disclosure = disclosures.find(reference).orElseThrow(Problem::notFound);
        List<Move> offered = moves.offered(request, actor);
        return new CustodyView(
                request,
                disclosure,
                disclosures.former(disclosure).orElse(null),
                disclosures.waits(reference),
                disclosures.revisions(disclosure.edition()),
                offered.contains(Move.CERTIFY),
                offered.contains(Move.DECLINE),
                offered.contains(Move.RECALL),
                fresh.isFresh(actor),
                prepared.opened(disclosure, actor),
                decided.of(request, actor),
                disclosure.signed() ? null : trials.failedFor(actor.id()).orElse(null),
                form);
    }

    /** The document as it was prepared, for reading; the signed one once it is there. */
    @GET
    @Path("{ref}/document.pdf")
    @Produces(MediaTypes.PDF)
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response document(@PathParam("ref") String ref) throws IOException {
        return PreparedApi.respond(
                prepared.open(CaseReference.fromPath(ref), FileKind.PDF, actors.current()), "inline");
    }

    /** A file that goes with the document. */
    @GET
    @Path("{ref}/prepared/{file}")
    @Produces({MediaTypes.PDF, MediaTypes.CSV, MediaType.APPLICATION_JSON, MediaTypes.XLSX})
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response file(@PathParam("ref") String ref, @PathParam("file") String file) throws IOException {
        FileKind kind = FileKind.ofPath(file).orElseThrow(Problem::notFound);
        return PreparedApi.respond(
                prepared.open(CaseReference.fromPath(ref), kind, actors.current()),
                kind.equals(FileKind.PDF) || kind.isVolume() ? "inline" : "attachment");
    }

    /** Certifies; every statement must be confirmed by name. */
    @POST
    @Path("{ref}/certify")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response certify(@PathParam("ref") String ref, MultivaluedMap<String, String> posted) {
        List<String> said = posted.getOrDefault("statement", List.of());
        CaseReference reference = CaseReference.fromPath(ref);
        if (!said.containsAll(Statement.names())) {
            Map<String, String> typed =
                    said.stream().collect(Collectors.toMap(name -> name, name -> "on", (a, b) -> a));
            List<Problem.Detail> wrong = List.of(new Problem.Detail(
                    "statement", "Confirm each statement. If one is not true, do not certify: write to the reviewer"));
            return Page.of(422, Templates.item(view(ref, new FormView(typed, wrong))));
        }
        MoveCommand command = new MoveCommand(reference, Move.CERTIFY, actors.current(), "", null, true);
        pressed.act(command.actor(), "/custody/" + reference + "/certify", posted, () -> moves.make(command));
        return Page.to("/custody/" + reference);
    }

    /** Does not certify; the reviewers read why. */
    @POST
    @Path("{ref}/decline")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response decline(@PathParam("ref") String ref, MultivaluedMap<String, String> posted) {
        String reason = posted.getFirst("reason");
        String why = reason == null ? "" : reason.strip();
        MoveCommand command = new MoveCommand(CaseReference.fromPath(ref), Move.DECLINE, actors.current(), why);
        try {
            pressed.act(
                    command.actor(), "/custody/" + command.reference() + "/decline", posted, () -> moves.make(command));
        } catch (Problem problem) {
            if (problem.kind() != Problem.Kind.INVALID) {
                throw problem;
            }
            return Page.of(422, Templates.item(view(ref, new FormView(Map.of("reason", why), problem.details()))));
        }
        return Page.to("/custody");
    }

    /** Recalls what a reviewer asked to be recalled. */
    @POST
    @Path("{ref}/recall")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed(Role.Claim.CUSTODIAN)
    public Response recall(@PathParam("ref") String ref) {
        CaseReference reference = CaseReference.fromPath(ref);
        String reason =
                disclosures.find(reference).map(Disclosure::recallReason).orElse("");
        moves.makeFromPage(new MoveCommand(reference, Move.RECALL, actors.current(), reason == null ? "" : reason));
        return Page.to("/custody/" + reference);
    }
}
