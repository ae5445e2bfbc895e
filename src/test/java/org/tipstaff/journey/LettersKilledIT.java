package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.Siege;
import org.tipstaff.TestDatabase;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.sealing.Sha256;

/**
 * The packaged application is killed (SIGKILL) with a refused request at each place on the way to its letters. Started
 * again, it writes each of them once, by itself. Of the same make as {@link KilledAnywhereIT}.
 */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
@Siege
class LettersKilledIT {
    private static final String TRIGGERS = """
            CREATE TRIGGER stop_record BEFORE UPDATE ON letter FOR EACH ROW WHEN (NEW.signed_at IS NOT NULL)
                EXECUTE FUNCTION stop_step('BETWEEN_SIGNATURE_AND_RECORD');
            CREATE TRIGGER stop_due BEFORE INSERT ON letter FOR EACH ROW WHEN (NEW.kind = 'DESTRUCTION_CERTIFICATE')
                EXECUTE FUNCTION stop_step('BETWEEN_DESTRUCTION_AND_ITS_LETTER');
            """;

    /** Where a request is when the process dies. */
    private enum Place {
        /** The refusal is due and not begun. */
        BEFORE_LETTER,
        BETWEEN_SIGNATURE_AND_RECORD,
        /** The frozen copy is gone, and nobody has noted yet that a certificate is due. */
        BETWEEN_DESTRUCTION_AND_ITS_LETTER
    }

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @ConfigProperty(name = "quarkus.oidc.credentials.secret", defaultValue = "none without Keycloak")
    String secret;

    private final Map<Place, String> references = new EnumMap<>(Place.class);
    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void a_portal_that_is_killed_before_a_letter_is_recorded_writes_it_once(@TempDir Path directory) throws Exception {
        try (ChildPortal portal = new ChildPortal(
                directory,
                database.url(),
                Map.of(
                        "quarkus.oidc.auth-server-url", realm,
                        "quarkus.oidc.credentials.secret", secret))) {
            portal.start();
            try (Stops stops = new Stops(database, TRIGGERS)) {
                refuseEverywhere(new PortalClient(portal.url(), realm), stops);
                portal.kill();
                stops.release();
                portal.start();

                check(new PortalClient(portal.url(), realm), portal, stops);
            }
        }
    }

    private void refuseEverywhere(PortalClient client, Stops stops) throws Exception {
        List<SampleOrder> orders = SampleOrders.compose(Clock.systemUTC(), 78, UnaryOperator.identity()).stream()
                .filter(order -> List.of("01", "02", "03").contains(order.slug().substring(0, 2)))
                .toList();
        for (Place place : Place.values()) {
            SampleOrder order = orders.get(place.ordinal());
            PortalClient.Answer filed = client.file("officer", PortalClient.filing(order), order.pdf(), Map.of());
            assertThat(filed.status()).as(filed.text()).isEqualTo(201);
            String reference = filed.json().path("reference").asText();
            references.put(place, reference);
            stops.at(place == Place.BEFORE_LETTER ? "queue letter" : place.name(), reference);
            stops.awaitOne("SELECT state FROM hold WHERE reference = '" + reference + "'", "HELD");
            assertThat(client.move("reviewer", reference, "CLAIM", Map.of()).status())
                    .isEqualTo(200);
            assertThat(client.move("reviewer", reference, "REFUSE", Map.of("reason", "Another case's caption."))
                            .status())
                    .isEqualTo(200);
        }
        stops.awaitStopped(2);
        stops.awaitOne(
                "SELECT state FROM hold WHERE reference = '" + at(Place.BETWEEN_DESTRUCTION_AND_ITS_LETTER) + "'",
                "DESTROYED");
        assertThat(stops.one("SELECT count(*) FROM letter WHERE kind = 'DESTRUCTION_CERTIFICATE' AND reference = '"
                        + at(Place.BETWEEN_DESTRUCTION_AND_ITS_LETTER) + "'"))
                .isEqualTo("0");
        for (Place place : List.of(Place.BEFORE_LETTER, Place.BETWEEN_SIGNATURE_AND_RECORD)) {
            assertThat(stops.one(
                            "SELECT count(*) FROM letter WHERE kind = 'REFUSAL' AND signed_at IS NULL AND reference = '"
                                    + at(place) + "'"))
                    .as(place.name())
                    .isEqualTo("1");
        }
    }

    private String at(Place place) {
        return Objects.requireNonNull(references.get(place), place.name());
    }

    private void check(PortalClient client, ChildPortal portal, Stops stops) throws Exception {
        SoftAssertions complaints = new SoftAssertions();
        for (Map.Entry<Place, String> each : references.entrySet()) {
            String reference = each.getValue();
            String place = each.getKey().name();
            stops.awaitOne(
                    "SELECT count(*) FROM letter WHERE signed_at IS NOT NULL AND reference = '" + reference + "'", "2");
            complaints
                    .assertThat(stops.one("SELECT string_agg(kind, ' ' ORDER BY kind) FROM letter WHERE reference = '"
                            + reference + "'"))
                    .as(place)
                    .isEqualTo("DESTRUCTION_CERTIFICATE REFUSAL");
            complaints
                    .assertThat(stops.one(
                            "SELECT string_agg(action, ' ' ORDER BY action) FROM audit_entry WHERE subject = '"
                                    + reference + "' AND action IN ('LETTER_ISSUED', 'HOLD_DESTROYED', 'REFUSED')"))
                    .as(place)
                    .isEqualTo("HOLD_DESTROYED LETTER_ISSUED LETTER_ISSUED REFUSED");
            String path = "/api/v1/requests/" + reference + "/letters";
            for (JsonNode letter : client.get("officer", path).json()) {
                byte[] pdf = client.get(
                                "officer", path + "/" + letter.path("number").asText() + "/pdf")
                        .body();
                String hash = Sha256.of(pdf).hex();
                complaints
                        .assertThat(hash)
                        .as(place)
                        .isEqualTo(letter.path("sha256").asText());
                complaints
                        .assertThat(client.get(null, "/api/v1/verify/" + hash)
                                .json()
                                .path("verdict")
                                .asText())
                        .as(place)
                        .isEqualTo("GENUINE");
            }
        }
        complaints
                .assertThat(new AuditReader(database.application()).firstBroken())
                .isEmpty();
        complaints.assertThat(portal.log()).doesNotContain("2025550123");
        complaints.assertAll();
    }
}
