package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
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
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/**
 * The packaged application is killed (SIGKILL) with a request at each place of the way. Started again, every one of them
 * goes on by itself and is signed once; the audit log has each step once and no other.
 *
 * <p>What is done between two steps is done by the queue, so a step that has not begun is kept back in the queue; one
 * that has is stopped at a row that it writes, by a lock which the test holds until the process is dead.
 */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
@Siege
class KilledAnywhereIT {

    private static final String TRIGGERS = """
        CREATE TRIGGER stop_hold BEFORE UPDATE ON hold
            FOR EACH ROW WHEN (NEW.state = 'HELD') EXECUTE FUNCTION stop_step('DURING_HOLD');
        CREATE TRIGGER stop_prepare BEFORE INSERT ON disclosure
            FOR EACH ROW EXECUTE FUNCTION stop_step('DURING_PREPARE');
        CREATE TRIGGER stop_signature BEFORE INSERT ON disclosure_file
            FOR EACH ROW WHEN (NEW.kind = 'PDF') EXECUTE FUNCTION stop_step('BETWEEN_SIGNATURE_AND_RECORD');
        """;

    /** Where a request is when the process dies. */
    private enum Place {
        BEFORE_HOLD,
        DURING_HOLD,
        BEFORE_PREPARE,
        DURING_PREPARE,
        BEFORE_SIGNATURE,
        BETWEEN_SIGNATURE_AND_RECORD,
        BEFORE_MAIL,
        /** Between signature and record of a disclosure that corrects a recalled one. */
        CORRECTING
    }

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @ConfigProperty(name = "quarkus.oidc.credentials.secret", defaultValue = "none without Keycloak")
    String secret;

    private final Map<Place, String> references = new EnumMap<>(Place.class);
    private final TestDatabase database = TestDatabase.fresh();

    @Test
    void a_portal_that_is_killed_between_any_two_steps_goes_on(@TempDir Path directory) throws Exception {
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
                everyPlace(client, stops);
                portal.kill();
                stops.release();
                portal.start();

                PortalClient again = new PortalClient(portal.url(), realm);
                finish(again, stops);
                check(again, portal, stops);
            }
        }
    }

    private String at(Place place) {
        return Objects.requireNonNull(references.get(place), place.name());
    }

    /** Brings a request to each place, the furthest first: the two that stop at their receipt make the client wait. */
    private void everyPlace(PortalClient client, Stops stops) throws Exception {
        List<SampleOrder> orders = SampleOrders.compose(Clock.systemUTC(), 77, UnaryOperator.identity()).stream()
                .filter(order -> List.of("01", "02", "03", "04", "08", "19", "23")
                        .contains(order.slug().substring(0, 2)))
                .toList();
        for (Place place : Place.values()) {
            if (place.ordinal() > Place.DURING_HOLD.ordinal()) {
                references.put(place, filed(client, order(orders, place)));
            }
        }
        stops.at("queue prepare", at(Place.BEFORE_PREPARE));
        stops.at("DURING_PREPARE", at(Place.DURING_PREPARE));
        stops.at("queue sign", at(Place.BEFORE_SIGNATURE));
        stops.at("BETWEEN_SIGNATURE_AND_RECORD", at(Place.BETWEEN_SIGNATURE_AND_RECORD));
        stops.at("queue notice", at(Place.BEFORE_MAIL));
        for (String reference : references.values()) {
            approve(client, reference);
        }
        for (Place place : List.of(Place.BEFORE_SIGNATURE, Place.BETWEEN_SIGNATURE_AND_RECORD, Place.BEFORE_MAIL)) {
            certify(client, at(place));
        }
        client.await("custodian", at(Place.BEFORE_MAIL), "DISCLOSED");
        correcting(client, at(Place.CORRECTING), stops);
        String next = nextReference(stops);
        stops.at("queue hold", next);
        references.put(Place.BEFORE_HOLD, filed(client, orders.get(0)));
        assertThat(references).containsEntry(Place.BEFORE_HOLD, next);
        next = nextReference(stops);
        stops.at("DURING_HOLD", next);
        references.put(Place.DURING_HOLD, filed(client, orders.get(1)));
        assertThat(references).containsEntry(Place.DURING_HOLD, next);

        stops.awaitStopped(4);
        assertThat(statuses(stops))
                .isEqualTo(new EnumMap<>(Map.of(
                        Place.BEFORE_HOLD, "SUBMITTED PENDING",
                        Place.DURING_HOLD, "SUBMITTED PENDING",
                        Place.BEFORE_PREPARE, "APPROVED HELD",
                        Place.DURING_PREPARE, "APPROVED HELD",
                        Place.BEFORE_SIGNATURE, "PREPARED HELD",
                        Place.BETWEEN_SIGNATURE_AND_RECORD, "PREPARED HELD",
                        Place.BEFORE_MAIL, "DISCLOSED HELD",
                        Place.CORRECTING, "PREPARED HELD")));
    }

    private static SampleOrder order(List<SampleOrder> orders, Place place) throws java.io.IOException {
        // There are no more orders of this kind: the last place has the first one once more, of another day's work.
        return place == Place.CORRECTING
                ? SampleOrders.compose(Clock.systemUTC(), 78, UnaryOperator.identity())
                        .get(0)
                : orders.get(place.ordinal());
    }

    /** Disclosed, recalled, and corrected up to the signature; a reviewer's word is put where the page would put it. */
    private void correcting(PortalClient client, String reference, Stops stops) throws Exception {
        certify(client, reference);
        client.await("custodian", reference, "DISCLOSED");
        stops.execute("UPDATE disclosure SET recall_asked_by = 'reviewer', recall_reason = 'wrong' WHERE reference = '"
                + reference + "'");
        for (String[] move :
                new String[][] {{"custodian", "RECALL"}, {"reviewer", "CORRECT"}, {"reviewer", "APPROVE"}}) {
            PortalClient.Answer answer = client.move(move[0], reference, move[1], Map.of("reason", "checked"));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        stops.at("BETWEEN_SIGNATURE_AND_RECORD", reference);
        certify(client, reference);
    }

    private static String filed(PortalClient client, SampleOrder order) {
        PortalClient.Answer answer = client.file("officer", PortalClient.filing(order), order.pdf(), Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("reference").asText();
    }

    private static void approve(PortalClient client, String reference) {
        assertThat(client.move("reviewer", reference, "CLAIM", Map.of()).status())
                .isEqualTo(200);
        PortalClient.Answer answer = client.move("reviewer", reference, "APPROVE", Map.of("reason", "checked"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static void certify(PortalClient client, String reference) {
        client.await("custodian", reference, "PREPARED");
        PortalClient.Answer answer = client.move("custodian", reference, "CERTIFY", Map.of("certify", true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Numbers come from a sequence, and nobody else files here. */
    private static String nextReference(Stops stops) throws SQLException {
        String last = stops.one("SELECT max(reference) FROM request");
        int dash = last.lastIndexOf('-');
        return last.substring(0, dash + 1) + "%06d".formatted(Long.parseLong(last.substring(dash + 1)) + 1);
    }

    private Map<Place, String> statuses(Stops stops) throws SQLException {
        Map<Place, String> statuses = new EnumMap<>(Place.class);
        for (Map.Entry<Place, String> each : references.entrySet()) {
            statuses.put(
                    each.getKey(),
                    stops.one("SELECT r.status || ' ' || h.state FROM request r JOIN hold h USING (reference) WHERE"
                            + " reference = '"
                            + each.getValue() + "'"));
        }
        return statuses;
    }

    /** People do what is theirs to do; everything else must come by itself. */
    private void finish(PortalClient client, Stops stops) throws Exception {
        for (Place place : List.of(Place.BEFORE_HOLD, Place.DURING_HOLD)) {
            awaitHeld(client, at(place));
            approve(client, at(place));
        }
        for (Place place : List.of(Place.BEFORE_PREPARE, Place.DURING_PREPARE, Place.BEFORE_HOLD, Place.DURING_HOLD)) {
            certify(client, at(place));
        }
        for (String reference : references.values()) {
            client.await("custodian", reference, "DISCLOSED");
        }
        stops.awaitOne("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'notice'", "0");
    }

    private static void awaitHeld(PortalClient client, String reference) throws InterruptedException {
        String state = "";
        for (int i = 0; i < 400 && !state.equals("HELD"); i++) {
            Thread.sleep(250);
            state = client.get("reviewer", "/api/v1/requests/" + reference)
                    .json()
                    .path("hold")
                    .path("state")
                    .asText();
        }
        assertThat(state).isEqualTo("HELD");
    }

    private void check(PortalClient client, ChildPortal portal, Stops stops) throws Exception {
        SoftAssertions complaints = new SoftAssertions();
        SignatureValidator stranger = stranger(client);
        for (Map.Entry<Place, String> each : references.entrySet()) {
            String reference = each.getValue();
            String place = each.getKey().name();
            boolean corrected = each.getKey() == Place.CORRECTING;
            complaints
                    .assertThat(actions(reference))
                    .as(place)
                    .containsExactlyInAnyOrderElementsOf(actionsOf(each.getKey()));
            complaints
                    .assertThat(stops.one(
                            "SELECT string_agg(move, ' ' ORDER BY position) FROM request_move WHERE reference = '"
                                    + reference + "'"))
                    .as(place)
                    .isEqualTo("SUBMIT CLAIM APPROVE PREPARE CERTIFY"
                            + (corrected ? " RECALL CORRECT APPROVE PREPARE CERTIFY" : ""));
            complaints
                    .assertThat(
                            stops.one("SELECT count(*) FROM disclosure WHERE signed_at IS NOT NULL AND reference = '"
                                    + reference + "'"))
                    .as(place)
                    .isEqualTo(corrected ? "2" : "1");
            complaints
                    .assertThat(stops.one(
                            "SELECT string_agg(kind, ' ' ORDER BY kind) FROM disclosure_file WHERE reference = '"
                                    + reference + "'"))
                    .as(place)
                    .isEqualTo(corrected ? "CSV CSV JSON JSON PDF PDF XLSX XLSX" : "CSV JSON PDF XLSX");
            PortalClient.Answer pdf = client.get("officer", "/api/v1/requests/" + reference + "/disclosure/pdf");
            complaints
                    .assertThat(stranger.validate(pdf.body()).verdict())
                    .as(place)
                    .isEqualTo(SignatureReport.Verdict.VALID);
            complaints
                    .assertThat(client.get("officer", "/api/v1/requests/" + reference + "/disclosure/json")
                            .json()
                            .path("rows"))
                    .as(place)
                    .hasSize(LightRows.ROWS);
        }
        complaints
                .assertThat(new AuditReader(database.application()).firstBroken())
                .isEmpty();
        complaints.assertThat(portal.log()).doesNotContain("2025550123");
        complaints.assertAll();
    }

    private static List<String> actionsOf(Place place) {
        List<String> once =
                List.of("APPROVED", "PREPARED", "SIGNING_INTENDED", "CERTIFIED", "DISCLOSED", "NOTICE_SENT");
        List<String> actions = new ArrayList<>(List.of("SUBMITTED", "EXAMINED", "HELD", "CLAIMED"));
        actions.addAll(once);
        if (place == Place.CORRECTING) {
            actions.addAll(List.of("RECALLED", "NOTICE_SENT", "CORRECTION_BEGUN"));
            actions.addAll(once);
        }
        return actions;
    }

    /** What happened to a request, without who looked at it. */
    private List<String> actions(String reference) throws SQLException {
        List<String> actions = new ArrayList<>();
        try (Connection connection = database.owner().getConnection();
                PreparedStatement select = connection.prepareStatement("""
                    SELECT action FROM audit_entry WHERE subject = ?
                    AND action NOT IN ('REQUEST_VIEWED', 'DOWNLOADED', 'PREVIEW_VIEWED', 'LETTER_ISSUED') ORDER BY seq\
                    """)) {
            select.setString(1, reference);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    actions.add(row.getString(1));
                }
            }
        }
        return actions;
    }

    private static SignatureValidator stranger(PortalClient client) throws Exception {
        byte[] pem = client.get(null, "/.well-known/tipstaff-signing.pem").body();
        List<X509Certificate> published =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        return new SignatureValidator(
                new TrustAnchors(List.of(published.get(published.size() - 1))), Clock.systemUTC());
    }
}
