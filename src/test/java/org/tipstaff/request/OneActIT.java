package org.tipstaff.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.request.draft.BecameRequest;
import org.tipstaff.request.draft.Draft;
import org.tipstaff.request.draft.Drafts;
import org.tipstaff.request.once.Idempotency;
import org.tipstaff.request.receipt.DraftSubmission;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.IdempotencyKey;
import org.tipstaff.web.Problem;

/** What is asked for twice happens once: drafts in two windows, calls under one key. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@As.Officer
class OneActIT {
    private static final int WINDOWS = 4;

    @Inject
    Drafts drafts;

    @Inject
    DraftSubmission filed;

    @Inject
    OrderIntake intake;

    @Inject
    Requests requests;

    @Inject
    Idempotency idempotency;

    @Inject
    Moves moves;

    @Inject
    Messages messages;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    private @Nullable SampleOrder order;

    private final String docket = "3:26-mc-" + UUID.randomUUID().toString().substring(0, 8);

    /** The same one throughout a test: another composing is another order. */
    private synchronized SampleOrder order() {
        try {
            if (order == null) {
                order = SampleOrders.compose(clock, 5, UnaryOperator.identity()).get(0);
            }
            return order;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Actor officer() {
        return new Actor(
                "officer",
                "Rosa Alvarez",
                "officer@example.com",
                Set.of(Role.OFFICER),
                order().filing().agency(),
                clock.instant());
    }

    private Draft draft() throws IOException {
        Draft draft = drafts.start(officer(), typed(), null);
        Path pdf = Files.write(directory.resolve("order.pdf"), order().pdf());
        drafts.attach(
                draft.id(),
                officer(),
                intake.receive(officer(), "order.pdf", pdf).id());
        return drafts.get(draft.id(), officer());
    }

    private Map<String, String> typed() {
        var order = order().filing();
        Map<String, String> fields = new HashMap<>(Map.of(
                "instrument", order.process().instrument().name(),
                "court", order.process().court(),
                "judge", order.process().judge(),
                "docket", docket,
                "nondisclosure", "no",
                "handles", order.terms().handles().get(0).written(),
                "direction", order.terms().direction().name(),
                "zone", "UTC"));
        order.terms().logs().forEach(log -> fields.put("log." + log.name(), "yes"));
        date(fields, "issuedOn", order.process().issuedOn().atStartOfDay().toInstant(ZoneOffset.UTC));
        date(fields, "from", order.terms().range().from());
        date(fields, "to", order.terms().range().to());
        return fields;
    }

    private static void date(Map<String, String> fields, String name, Instant at) {
        var date = at.atZone(ZoneOffset.UTC).toLocalDate();
        fields.put(name + ".month", String.valueOf(date.getMonthValue()));
        fields.put(name + ".day", String.valueOf(date.getDayOfMonth()));
        fields.put(name + ".year", String.valueOf(date.getYear()));
    }

    private <T> List<T> atOnce(Callable<T> act) throws Exception {
        ExecutorService windows = Executors.newFixedThreadPool(WINDOWS);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> one : windows.invokeAll(java.util.Collections.nCopies(WINDOWS, act))) {
                results.add(one.get());
            }
            return results;
        } finally {
            windows.shutdown();
        }
    }

    private long filedUnder(String text) {
        return requests.list(RequestQuery.ALL.with(text)).total();
    }

    @Test
    void a_draft_that_is_filed_in_several_windows_at_once_is_one_request_and_all_are_led_there() throws Exception {
        Draft draft = draft();

        List<CaseReference> led = atOnce(() -> {
            try {
                return filed.file(draft, true, officer());
            } catch (BecameRequest e) {
                return e.reference();
            }
        });

        assertThat(Set.copyOf(led)).hasSize(1);
        assertThat(filedUnder(docket)).isEqualTo(1);
    }

    @Test
    void the_address_of_a_draft_that_was_filed_leads_to_its_request_and_nothing_typed_is_left_of_it() throws Exception {
        Draft draft = draft();
        CaseReference reference = filed.file(draft, true, officer());

        for (String page : List.of("", "/check", "/terms", "/court?problems=1")) {
            given().redirects()
                    .follow(false)
                    .get("/requests/new/" + draft.id() + page)
                    .then()
                    .statusCode(303)
                    .header("Location", containsString("/requests/" + reference));
        }
        assertThat(drafts.of(officer())).extracting(Draft::id).doesNotContain(draft.id());
        assertThatThrownBy(() -> drafts.save(draft.id(), officer(), Map.of("judge", "Another")))
                .isInstanceOf(BecameRequest.class);
        assertThatThrownBy(() -> drafts.discard(draft.id(), officer())).isInstanceOf(BecameRequest.class);
    }

    @Test
    void what_was_declared_is_what_is_filed() throws Exception {
        Draft declared = draft();
        drafts.save(declared.id(), officer(), Map.of("judge", "Somebody Else"));

        assertThatThrownBy(() -> filed.file(declared, true, officer()))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::kind)
                .isEqualTo(Problem.Kind.CONFLICT);

        assertThat(filedUnder(docket)).isZero();
        filed.file(drafts.get(declared.id(), officer()), true, officer());
        assertThat(filedUnder(docket)).isEqualTo(1);
    }

    private static Idempotency.Call call(Actor actor, String key, String body) {
        return new Idempotency.Call(
                actor,
                new IdempotencyKey(key),
                "POST /a",
                Sha256.of(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void a_call_under_a_key_is_made_once_and_its_key_lives_and_dies_with_it() throws Exception {
        String key = UUID.randomUUID().toString();
        AtomicInteger made = new AtomicInteger();

        assertThatThrownBy(() -> idempotency.once(call(officer(), key, "x"), () -> {
                    throw Problem.conflict("not now");
                }))
                .hasMessage("not now");
        atOnce(() -> {
            idempotency.once(call(officer(), key, "x"), made::incrementAndGet);
            return "";
        });

        assertThat(made).hasValue(1);
        assertThatThrownBy(() -> idempotency.once(call(officer(), key, "y"), made::incrementAndGet))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::kind)
                .isEqualTo(Problem.Kind.KEY_USED);
        assertThat(made).hasValue(1);
    }

    private Response file(String key, String judge) {
        var order = order().filing();
        String filing = """
            {"instrument":"%s","court":"%s","judge":"%s","docket":"%s","issuedOn":"%s","attested":true,
             "terms":{"handles":["%s"],"logs":["CAPABILITY_QUERY"],"from":"%s","to":"%s"}}\
            """.formatted(
                        order.process().instrument(),
                        order.process().court(),
                        judge,
                        docket,
                        order.process().issuedOn(),
                        order.terms().handles().get(0).written(),
                        order.terms().range().from(),
                        order.terms().range().to());
        return given().multiPart("filing", filing, "application/json")
                .multiPart("order", "order.pdf", order().pdf(), "application/pdf")
                .header(IdempotencyKey.HEADER, key)
                .post("/api/v1/requests");
    }

    @Test
    void a_filing_that_is_sent_several_times_at_once_under_one_key_is_one_request() throws Exception {
        String key = UUID.randomUUID().toString();

        List<String> led = atOnce(() -> {
            Response answer = file(key, "Paula Whitcombe");
            // One account has one inspection at a time: who is turned away sends the same again.
            while (answer.statusCode() == 503) {
                answer = file(key, "Paula Whitcombe");
            }
            return answer.then().statusCode(201).extract().path("reference");
        });

        assertThat(Set.copyOf(led)).hasSize(1);
        assertThat(filedUnder(docket)).isEqualTo(1);
        file(key, "Another Judge").then().statusCode(409).body("title", containsString("something else"));
    }

    private Response withdraw(String reference, String key, String more) {
        return given().contentType("application/json")
                .header(IdempotencyKey.HEADER, key)
                .body("{\"move\":\"WITHDRAW\",\"reason\":\"Filed twice.\"" + more + "}")
                .post("/api/v1/requests/" + reference + "/moves");
    }

    @Test
    void a_move_under_a_key_is_made_once_and_refused_with_anything_else_in_it() {
        String reference = file(UUID.randomUUID().toString(), "Paula Whitcombe").path("reference");
        String key = UUID.randomUUID().toString();
        String bySource =
                ",\"terms\":{\"direction\":\"" + order().filing().terms().direction() + "\"}";

        withdraw(reference, key, bySource).then().statusCode(200).body("status", equalTo("WITHDRAWN"));
        withdraw(reference, key, bySource).then().statusCode(200).body("status", equalTo("WITHDRAWN"));
        withdraw(reference, key, ",\"terms\":{\"direction\":\"BY_TARGET\"}")
                .then()
                .statusCode(409);
        withdraw(reference, key, "").then().statusCode(409);
        withdraw(reference, "k".repeat(201), "")
                .then()
                .statusCode(422)
                .body("errors.field", equalTo(List.of("Idempotency-Key")));
    }

    @Test
    void a_button_that_is_pressed_twice_is_pressed_once() {
        CaseReference reference = new CaseReference(
                file(UUID.randomUUID().toString(), "Paula Whitcombe").path("reference"));
        MoveCommand withdraw = new MoveCommand(reference, Move.WITHDRAW, officer(), "Filed twice.");

        moves.makeFromPage(withdraw);
        moves.makeFromPage(withdraw);
        assertThatThrownBy(() ->
                        moves.makeFromPage(new MoveCommand(reference, Move.WITHDRAW, officer(), "For another reason.")))
                .isInstanceOf(Problem.class);
        messages.send(reference, officer(), "Please call.");
        messages.send(reference, officer(), "Please call.");

        assertThat(requests.timeline(reference)).extracting(Moved::move).containsExactly(Move.SUBMIT, Move.WITHDRAW);
        assertThat(messages.of(reference)).hasSize(1);
    }

    @Test
    void signs_in_a_search_stand_for_themselves_and_a_page_beyond_the_last_is_the_last() {
        String reference = file(UUID.randomUUID().toString(), "Paula Whitcombe").path("reference");

        assertThat(filedUnder(reference.toLowerCase(java.util.Locale.ROOT))).isEqualTo(1);
        assertThat(filedUnder(docket.toUpperCase(java.util.Locale.ROOT))).isEqualTo(1);
        assertThat(filedUnder("%")).isZero();
        assertThat(filedUnder(reference.replace('-', '_'))).isZero();
        assertThat(filedUnder("!" + docket)).isZero();
        given().get("/requests?q=" + docket + "&page=99").then().statusCode(200).body(containsString(reference));
        given().get("/requests?page=-1").then().statusCode(200).body(containsString(reference));
    }
}
