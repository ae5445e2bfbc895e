package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.PlaywrightException;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.disclosure.SigningResource;

/** What people see at the browser while the provider's time-stamp authorities are away, and while long files are written. */
@QuarkusTest
@WithTestResource(SigningResource.class)
@WithTestResource(KeycloakResource.class)
class WaitingJourneyIT extends AtBrowser {
    private final Accessibility accessibility = new Accessibility();

    @Inject
    DataSource database;

    @Inject
    Clock clock;

    @AfterEach
    void serversAreBack() {
        SigningResource.FIRST.stampAgain();
        SigningResource.SECOND.stampAgain();
        assertThat(accessibility.wrong()).as("on " + accessibility.seen()).isEmpty();
    }

    @Test
    void everybody_is_told_what_a_signature_waits_for_and_sees_it_go_on_by_itself() throws Exception {
        SampleOrder order = log.order("02", 93);
        String reference = portal.file(order).json().path("reference").asText();
        move("reviewer", reference, "CLAIM", Map.of());
        move("reviewer", reference, "APPROVE", Map.of("reason", "Checked."));
        portal.await("custodian", reference, "PREPARED");
        SigningResource.FIRST.stopStamping();
        SigningResource.SECOND.stopStamping();
        try (Visitor custodian = visitor();
                Visitor officer = visitor()) {
            custodian.openSigningIn("/custody/" + reference, "custodian");
            officer.openSigningIn("/requests/" + reference, "officer");
            move("custodian", reference, "CERTIFY", Map.of("certify", true));
            custodian.open("/custody/" + reference);
            custodian.sees("It goes on by itself; nobody needs to certify again.");
            look(custodian, "custody-waiting");
            officer.open("/requests/" + reference);
            officer.sees("Signing waits for the time-stamp authority");
            look(officer, "officer-waiting");

            SigningResource.SECOND.stampAgain();
            portal.await("custodian", reference, "DISCLOSED");
            // Both pages were left open.
            officer.sees("The signed disclosure is ready.");
            custodian.sees(reference + "-D1");
        }
    }

    @Test
    void long_writing_shows_how_far_it_is() throws Exception {
        SampleOrder order = log.order("02", 94);
        String reference = portal.file(order).json().path("reference").asText();
        move("reviewer", reference, "CLAIM", Map.of());
        move("reviewer", reference, "APPROVE", Map.of("reason", "Checked."));
        portal.await("custodian", reference, "PREPARED");
        SigningResource.FIRST.stopStamping();
        SigningResource.SECOND.stopStamping();
        try (Visitor custodian = visitor()) {
            custodian.openSigningIn("/custody/" + reference, "custodian");
            move("custodian", reference, "CERTIFY", Map.of("certify", true));
            custodian.open("/custody/" + reference);
            // Not before: a step that has begun by now would note once more that it waits.
            custodian.sees("It goes on by itself; nobody needs to certify again.");
            writes(reference, 12_000, 600_000);
            execute("UPDATE disclosure SET signing_waits_for = NULL WHERE reference = ?", reference);
            // The page was left open.
            custodian.sees("12,000 of 600,000 rows");
            look(custodian, "custody-writing");
        }
    }

    /** As the step that writes the files notes it every two seconds. */
    private void writes(String reference, long rows, long ofRows) throws Exception {
        execute(
                "INSERT INTO disclosure_progress VALUES (?, 2, ?, ?, ?)",
                reference,
                rows,
                ofRows,
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    private void execute(String sql, Object... values) throws Exception {
        try (var connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private void move(String user, String reference, String move, Map<String, ?> more) {
        PortalClient.Answer answer = portal.move(user, reference, move, more);
        assertThat(answer.status()).as(move + ": " + answer.text()).isEqualTo(200);
    }

    /** These pages load themselves again every two seconds, also while somebody looks: then the look begins anew. */
    private void look(Visitor visitor, String name) {
        for (int looks = 1; ; looks++) {
            try {
                accessibility.look(visitor.page(), name);
                Screens.shootBoth(visitor.page(), name);
                return;
            } catch (PlaywrightException e) {
                if (looks == 8 || !String.valueOf(e.getMessage()).contains("Execution context was destroyed")) {
                    throw e;
                }
            }
        }
    }

    @Override
    Visitor visitor() {
        return visitor(new NewContextOptions().setBypassCSP(true));
    }
}
