package org.tipstaff.request.api;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Encoding;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.CurrentActor;
import org.tipstaff.identity.Role;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.CutReasons;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Particulars;
import org.tipstaff.request.RequestPage;
import org.tipstaff.request.RequestQuery;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.draft.FilingCheck;
import org.tipstaff.request.once.Idempotency;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.request.receipt.Submission;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.IdempotencyKey;
import org.tipstaff.web.OwnWords;
import org.tipstaff.web.Problem;
import org.tipstaff.web.api.JsonBody;

/** The API for filing and moving requests; the names are the contract. */
@Path("/api/v1/requests")
@Produces(MediaType.APPLICATION_JSON)
@OwnWords
@Tag(name = "requests", description = "Filing, following and deciding requests.")
public class RequestApi {
    private static final int PAGE = 50;

    private final Requests requests;
    private final RequestAnswers answers;
    private final Moves moves;
    private final FilingReader reader;
    private final OrderIntake intake;
    private final Idempotency idempotency;
    private final CurrentActor actors;

    public RequestApi(
            Requests requests,
            RequestAnswers answers,
            Moves moves,
            FilingReader reader,
            OrderIntake intake,
            Idempotency idempotency,
            CurrentActor actors) {
        this.requests = requests;
        this.answers = answers;
        this.moves = moves;
        this.reader = reader;
        this.intake = intake;
        this.idempotency = idempotency;
        this.actors = actors;
    }

    /** The requests that the caller may see, newest first. */
    @GET
    @Operation(
            operationId = "listRequests",
            summary = "The requests that the caller may see, newest first",
            description = "Fifty a page. An officer sees the requests of the own agency; staff sees all.")
    @APIResponse(
            responseCode = "200",
            description = "A page of requests.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = ListJson.class)))
    @APIResponse(responseCode = "422", ref = "Problem422")
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.REVIEWER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public ListJson list(
            @Parameter(description = "Only those with this status.", schema = @Schema(implementation = Status.class))
                    @QueryParam("status")
                    @Nullable
                    String status,
            @Parameter(
                            description = "Which page, counted from 0; the answer says how many pages there are.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            format = "int32",
                                            minimum = "0",
                                            maximum = "100000",
                                            defaultValue = "0"))
                    @QueryParam("page")
                    @Nullable
                    Integer page) {
        Actor actor = actors.current();
        List<Problem.Detail> wrong = new ArrayList<>();
        Status wanted = FilingJson.one(Status.class, status, "status", wrong);
        int number = page == null ? 0 : page;
        if (number < 0 || number > 100_000) {
            wrong.add(new Problem.Detail("page", "Pages are numbered from 0"));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The query cannot be read", wrong);
        }
        RequestQuery query =
                RequestQuery.ALL.in(wanted == null ? Set.of() : Set.of(wanted)).page(number, PAGE);
        if (actor.is(Role.OFFICER)) {
            query = query.ofAgency(actor.belongsTo()
                    .orElseThrow(() -> Problem.notAllowed("Your account belongs to no agency."))
                    .id());
        }
        RequestPage found = requests.list(query);
        return new ListJson(
                found.requests().stream().map(RequestJson::summary).toList(),
                found.page(),
                found.pages(),
                found.total());
    }

    /** A page of requests; {@code page} counts from 0. */
    @Schema(name = "Requests", description = "A page of requests.")
    public record ListJson(
            @Schema(maxItems = PAGE) List<RequestJson> requests,

            @Schema(description = "Which page it is, counted from 0.", minimum = "0")
            int page,

            @Schema(description = "How many pages there are.")
            int pages,

            @Schema(description = "How many requests there are on all pages.")
            long total) {}

    /** One request with findings, hold, allowed moves and timeline. */
    @GET
    @Path("{ref}")
    @Operation(
            operationId = "readRequest",
            summary = "One request",
            description = "With findings, hold, moves that the caller may make, and timeline.")
    @APIResponse(
            responseCode = "200",
            description = "The request.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RequestJson.class)))
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.REVIEWER, Role.Claim.CUSTODIAN, Role.Claim.AUDITOR})
    public RequestJson get(@PathParam("ref") String ref) {
        return answers.of(CaseReference.fromPath(ref), actors.current());
    }

    /** Files a request: part {@code filing} (JSON) and part {@code order} (PDF). */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "fileRequest",
            summary = "File a request",
            description =
                    "Part filing is JSON, part order is the PDF of the document. The rows are frozen before the answer"
                            + " where that takes a few seconds only. For officers.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema = @Schema(implementation = FilingForm.class),
                            encoding = {
                                @Encoding(name = "filing", contentType = "application/json"),
                                @Encoding(name = "order", contentType = "application/pdf")
                            }))
    @APIResponse(
            responseCode = "201",
            description = "The request was taken; Location names it.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RequestJson.class)))
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @RolesAllowed(Role.Claim.OFFICER)
    public Response file(
            @Parameter(hidden = true) @RestForm("filing") @PartType(MediaType.TEXT_PLAIN) @Nullable String filing,
            @Parameter(hidden = true) @RestForm("order") @Nullable FileUpload order,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String header)
            throws IOException {
        Actor actor = actors.current();
        if (order == null) {
            throw Problem.invalid(FilingCheck.ORDER, "The part “order” (PDF) is missing");
        }
        FilingJson parsed = FilingJson.parse(filing);
        IdempotencyKey key = IdempotencyKey.of(header);
        if (key == null) {
            return created(reader.file(parsed, received(parsed, order, actor), actor, Submission.Origin.ANY), actor);
        }
        Idempotency.Call call = new Idempotency.Call(actor, key, "POST /api/v1/requests", bodyOf(filing, order));
        Optional<String> before = idempotency.before(call);
        if (before.isPresent()) {
            return created(new CaseReference(before.get()), actor);
        }
        try {
            OrderDocument document = received(parsed, order, actor);
            return created(reader.file(parsed, document, actor, born -> idempotency.claim(call, born.value())), actor);
        } catch (Idempotency.Answered e) {
            return created(new CaseReference(e.result()), actor);
        }
    }

    private OrderDocument received(FilingJson filing, FileUpload order, Actor actor) throws IOException {
        reader.check(filing);
        return intake.receive(actor, order.fileName(), order.uploadedFile());
    }

    /** Of the parts, since their boundary is another one each time. */
    private static Sha256 bodyOf(@Nullable String filing, FileUpload order) throws IOException {
        return Sha256.of((Sha256.of(order.uploadedFile()) + "\n" + filing).getBytes(StandardCharsets.UTF_8));
    }

    private Response created(CaseReference reference, Actor actor) {
        intake.awaitHold(reference);
        return Response.created(URI.create("/api/v1/requests/" + reference))
                .entity(answers.of(reference, actor))
                .build();
    }

    /** Asks for a move. */
    @POST
    @Path("{ref}/moves")
    @Operation(
            operationId = "makeMove",
            summary = "Ask for a move",
            description =
                    "moves of the request names those that the caller may make from where it stands. 409 where another"
                            + " was first or the move does not begin here; 422 where something is missing, field by"
                            + " field. RECALL takes two persons: a reviewer sends it to ask, with the reason, and the"
                            + " request stays DISCLOSED; then a custodian with a fresh sign-in sends it to make it.")
    @RequestBody(
            required = true,
            content =
                    @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = MoveJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "The request after the move.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RequestJson.class)))
    @APIResponse(responseCode = "409", ref = "Problem409")
    @APIResponse(responseCode = "410", ref = "Problem410")
    @APIResponse(responseCode = "422", ref = "Problem422")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Role.Claim.OFFICER, Role.Claim.REVIEWER, Role.Claim.CUSTODIAN})
    public RequestJson move(
            @PathParam("ref") String ref, byte[] body, @HeaderParam(IdempotencyKey.HEADER) @Nullable String header) {
        Actor actor = actors.current();
        CaseReference reference = CaseReference.fromPath(ref);
        MoveJson asked = JsonBody.read(body, MoveJson.class, "The body");
        Move move = asked.named();
        IdempotencyKey key = IdempotencyKey.of(header);
        if (key == null) {
            make(reference, move, asked, actor);
        } else {
            String route = "POST /api/v1/requests/" + reference + "/moves";
            idempotency.once(
                    new Idempotency.Call(actor, key, route, Sha256.of(body)),
                    () -> make(reference, move, asked, actor));
        }
        return answers.of(reference, actor);
    }

    private void make(CaseReference reference, Move move, MoveJson asked, Actor actor) {
        Terms terms = asked.terms() == null ? null : reader.narrowed(asked.terms(), requests.get(reference, actor));
        String rest = MoveJson.text(asked.cutReason());
        CutReasons why = asked.cutReasons() == null
                ? CutReasons.all(rest)
                : asked.cutReasons().read(rest, requests.get(reference, actor), reader);
        moves.make(
                new MoveCommand(reference, move, actor, MoveJson.text(asked.reason()), asked.particulars(terms, why)));
    }

    /**
     * A move that is asked for.
     *
     * @param reason for the officer; published where a paper follows. RECALL: of the reviewer who asks
     * @param note for the provider's staff only
     * @param answers APPROVE, CONFIRM, RETURN, REFUSE: code of a finding → ACCEPT, ASK or REFUSE
     * @param overrides code of a finding that says REFUSE → why it is accepted all the same
     * @param terms narrowed; what is not named stays as it was asked for
     * @param cutReason why less is granted than asked, for each part that has no reason of its own; published
     * @param cutReasons why single parts are not granted; published
     * @param decision CONFIRM: position of the decision that was looked at
     * @param certify CERTIFY: the statements are confirmed
     */
    @Schema(name = "MoveAsked", description = "A move that is asked for.", requiredProperties = "move")
    public record MoveJson(
            @Schema(implementation = Move.class) @Nullable String move,

            @Schema(
                    description = "For the officer; published where a paper follows.",
                    maxLength = MoveCommand.LONGEST_REASON)
            @Nullable
            String reason,

            @Schema(description = "For the staff of the provider only.", maxLength = MoveCommand.LONGEST_REASON)
            @Nullable
            String note,

            @Schema(description = "Code of a finding and the answer to it.") @Nullable
            Map<String, @Nullable String> answers,

            @Schema(description = "Code of a finding that says REFUSE, and why it is accepted all the same.") @Nullable
            Map<String, @Nullable String> overrides,

            FilingJson.@Nullable TermsJson terms,

            @Schema(
                    description =
                            "Why less is granted than asked, for each part that cutReasons does not name; published.",
                    maxLength = MoveCommand.LONGEST_REASON)
            @Nullable
            String cutReason,

            @Nullable CutReasonsJson cutReasons,

            @Schema(description = "CONFIRM: position of the decision that was looked at.") @Nullable
            Integer decision,

            @Schema(description = "CERTIFY: the statements of the certificate are confirmed.") @Nullable
            Boolean certify) {
        /** @throws Problem INVALID where it names none */
        Move named() {
            if (move == null) {
                throw Problem.invalid("move", "Name the move");
            }
            List<Problem.Detail> wrong = new ArrayList<>();
            Move named = FilingJson.one(Move.class, move, "move", wrong);
            if (named == null) {
                throw Problem.invalid("Name a move that exists", wrong);
            }
            return named;
        }

        /** @param why of what is left out */
        Particulars particulars(@Nullable Terms narrowed, CutReasons why) {
            return new Particulars(
                    narrowed,
                    why,
                    texts(answers),
                    texts(overrides),
                    text(note),
                    decision == null ? 0 : decision,
                    Boolean.TRUE.equals(certify));
        }

        private static Map<String, String> texts(@Nullable Map<String, @Nullable String> sent) {
            Map<String, String> texts = new TreeMap<>();
            if (sent != null) {
                sent.forEach((code, word) -> texts.put(code, text(word)));
            }
            return texts;
        }

        private static String text(@Nullable String sent) {
            return sent == null ? "" : sent.strip();
        }

        @Override
        public String toString() {
            return "move";
        }
    }

    /** The two parts of a filing, for the description of the API; the server takes them one by one. */
    @Schema(
            name = "FilingForm",
            description = "The two parts of a filing.",
            requiredProperties = {"filing", "order"})
    record FilingForm(
            FilingJson filing,

            @Schema(type = SchemaType.STRING, format = "binary", description = "The document as PDF, 25 MB at most.")
            String order) {}
}
