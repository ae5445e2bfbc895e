package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.TestDatabase;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;

/**
 * The packaged application is killed (SIGKILL) while an approval is taken back, by the custodian or by a reviewer. Started
 * again, each request is before or after that and never between: status, round, audit log, letter and files agree. Of the
 * same make as {@link KilledAnywhereIT}.
 */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class TakenBackKilledIT {
    /** In the middle of the transaction, and as it commits with everything written. */
    private static final String TRIGGERS = """
            CREATE TRIGGER stop_taking_back BEFORE INSERT ON request_move FOR EACH ROW
                WHEN (NEW.move IN ('DECLINE', 'REOPEN')) EXECUTE FUNCTION stop_step('DURING');
            CREATE CONSTRAINT TRIGGER stop_commit AFTER INSERT ON request_move DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
                WHEN (NEW.move IN ('DECLINE', 'REOPEN')) EXECUTE FUNCTION stop_step('COMMITTING');
            """;

    private static final String STEP = "destroy-disclosure";

    /** Where a request is when the process dies. */
    private enum Place {
        DURING_DECLINE,
        COMMITTING_DECLINE,
        AFTER_DECLINE,
        DURING_REOPEN,
        COMMITTING_REOPEN,
        AFTER_REOPEN;

        String move() {
            return name().substring(name().indexOf('_') + 1);
        }

        String user() {
            return move().equals("DECLINE") ? "custodian" : "reviewer";
        }

        /** What was prepared is not yet destroyed, and everything else is done. */
        boolean after() {
            return name().startsWith("AFTER");
        }

        String stop() {
            return after() ? "queue " + STEP : name().substring(0, name().indexOf('_'));
        }
    }

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @ConfigProperty(name = "quarkus.oidc.credentials.secret", defaultValue = "none without Keycloak")
    String secret;

    private final Map<Place, String> references = new EnumMap<>(Place.class);
    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void an_approval_is_taken_back_as_a_whole_or_not_at_all(@TempDir Path directory) throws Exception {
        ExecutorService askers = Executors.newCachedThreadPool();
        try (ChildPortal portal = new ChildPortal(
                directory,
                database.url(),
                Map.of(
                        "quarkus.oidc.auth-server-url", realm,
                        "quarkus.oidc.credentials.secret", secret))) {
            portal.start();
            PortalClient client = new PortalClient(portal.url(), realm);
            LightRows.put(portal, client);
            try (Stops stops = new Stops(database, TRIGGERS)) {
                preparedEverywhere(client);
                takeBack(client, stops, askers);
                portal.kill();
                stops.release();
                stops.execute("UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = '" + STEP + "'");
                portal.start();

                check(new PortalClient(portal.url(), realm), stops);
            }
        } finally {
            askers.shutdownNow();
        }
    }

    private String at(Place place) {
        return Objects.requireNonNull(references.get(place), place.name());
    }

    private void preparedEverywhere(PortalClient client) throws Exception {
        List<SampleOrder> orders = SampleOrders.compose(Clock.systemUTC(), 77, UnaryOperator.identity()).stream()
                .filter(order -> List.of("01", "02", "03", "04", "08", "19")
                        .contains(order.slug().substring(0, 2)))
                .toList();
        for (Place place : Place.values()) {
            SampleOrder order = orders.get(place.ordinal());
            PortalClient.Answer filed = client.file("officer", PortalClient.filing(order), order.pdf(), Map.of());
            assertThat(filed.status()).as(filed.text()).isEqualTo(201);
            String reference = filed.json().path("reference").asText();
            references.put(place, reference);
            assertThat(client.move("reviewer", reference, "CLAIM", Map.of()).status())
                    .isEqualTo(200);
            PortalClient.Answer approved = client.move(
                    "reviewer",
                    reference,
                    "APPROVE",
                    Map.of("reason", "checked", "terms", Map.of("from", later(order))));
            assertThat(approved.status()).as(approved.text()).isEqualTo(200);
        }
        for (String reference : references.values()) {
            client.await("custodian", reference, "PREPARED");
        }
    }

    private static String later(SampleOrder order) {
        return order.filing().terms().range().from().plusSeconds(3_600).toString();
    }

    private void takeBack(PortalClient client, Stops stops, ExecutorService askers) throws Exception {
        for (Place place : Place.values()) {
            String reference = at(place);
            stops.awaitOne(
                    "SELECT count(*) FROM letter WHERE kind = 'PARTIAL_GRANT' AND signed_at IS NOT NULL"
                            + " AND reference = '" + reference + "'",
                    "1");
            stops.at(place.stop(), reference);
            client.token(place.user());
            if (place.after()) {
                assertThat(client.move(place.user(), reference, place.move(), Map.of("reason", "A mistake."))
                                .status())
                        .isEqualTo(200);
            } else {
                // No answer comes: the process dies.
                askers.execute(
                        () -> client.move(place.user(), reference, place.move(), Map.of("reason", "A mistake.")));
            }
        }
        stops.awaitStopped(4);
    }

    private void check(PortalClient client, Stops stops) throws Exception {
        SoftAssertions complaints = new SoftAssertions();
        for (Place place : Place.values()) {
            String reference = at(place);
            String taken = place.move().equals("DECLINE") ? "DECLINED" : "REOPENED";
            complaints
                    .assertThat(facts(reference, taken, stops))
                    .as(place.name())
                    .isEqualTo(place.after() ? AFTER : BEFORE);
            complaints.assertThat(takenBack(client, reference)).as(place.name()).isEqualTo(place.after());
            if (!place.after()) {
                PortalClient.Answer again =
                        client.move(place.user(), reference, place.move(), Map.of("reason", "A mistake."));
                complaints.assertThat(again.status()).as(place + again.text()).isEqualTo(200);
                complaints
                        .assertThat(facts(reference, taken, stops))
                        .as(place.name())
                        .isEqualTo(AFTER);
            }
            stops.awaitOne(
                    "SELECT count(*) FROM audit_entry WHERE action = 'DISCLOSURE_DESTROYED' AND subject = '" + reference
                            + "'",
                    "1");
            complaints.assertThat(takenBack(client, reference)).as(place.name()).isTrue();
        }
        complaints
                .assertThat(new AuditReader(database.application()).firstBroken())
                .isEmpty();
        complaints.assertAll();
    }

    private static final String BEFORE = "PREPARED round 1, 0 moves, 0 entries, 1 prepared";
    private static final String AFTER = "IN_REVIEW round 2, 1 moves, 1 entries, 0 prepared";

    private static String facts(String reference, String taken, Stops stops) throws SQLException {
        return stops.one("""
                SELECT r.status || ' round ' || r.round
                    || ', ' || (SELECT count(*) FROM request_move m
                                WHERE m.reference = r.reference AND m.move IN ('DECLINE', 'REOPEN')) || ' moves'
                    || ', ' || (SELECT count(*) FROM audit_entry e
                                WHERE e.subject = r.reference AND e.action = '%s') || ' entries'
                    || ', ' || (SELECT count(*) FROM disclosure d WHERE d.reference = r.reference) || ' prepared'
                FROM request r WHERE r.reference = '%s'""".formatted(taken, reference));
    }

    private static boolean takenBack(PortalClient client, String reference) {
        JsonNode letters = client.get("officer", "/api/v1/requests/" + reference + "/letters")
                .json();
        assertThat(letters).hasSize(1);
        return letters.path(0).has("takenBackAt");
    }
}
