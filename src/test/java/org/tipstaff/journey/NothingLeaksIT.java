package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.MockMailbox;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.demo.orders.SampleOrder;

/** After a whole journey no handle and no address of a row lies anywhere in plain: no column, no log line, no mail. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class NothingLeaksIT {
    private static final String PHONE = "2025550123";
    private static final String ADDRESS = "d.marchetti@example.com";
    /** Where the officer's notices go. */
    private static final String OFFICER = "officer@example.com";

    @Inject
    DemonstrationLog log;

    @Inject
    MockMailbox mailbox;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    private final Lines lines = new Lines();
    private PortalClient portal = new PortalClient("", "");

    /** Every line that any logger lets through, with its stack trace. */
    private static final class Lines extends Handler {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            StringWriter text = new StringWriter();
            text.append(ExtLogRecord.wrap(line).getFormattedMessage());
            if (line.getThrown() != null) {
                line.getThrown().printStackTrace(new PrintWriter(text));
            }
            all.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        portal = new PortalClient("http://localhost:" + port, realm);
        Logger.getLogger("").addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(lines);
    }

    @Test
    void a_whole_journey_leaves_no_handle_and_no_address_in_plain() throws Exception {
        SampleOrder order = log.order("02");
        String clientIp = log.rows(order.filing().terms()).get(0).details().clientIp();
        String reference = journey(order);
        failures(order, reference);
        Logger.getLogger("org.tipstaff").warning("the last line");

        assertThat(lines.all).as("log lines are seen").anyMatch(line -> line.contains("the last line"));
        for (String secret : List.of(PHONE, ADDRESS, clientIp)) {
            assertThat(lines.all).noneMatch(line -> line.contains(secret));
            assertThat(tablesWith(secret)).as("tables that hold it in plain").isEmpty();
        }
        assertThat(tablesWith(OFFICER)).as("tables that hold it in plain").isEmpty();
        assertThat(tablesWith(reference))
                .as("the search finds what is there")
                .contains("public.request", "public.audit_entry");
        List<Mail> mails = mailbox.getMailsSentTo(OFFICER);
        assertThat(mails)
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.getText() + mail.getSubject())
                        .doesNotContain(
                                PHONE,
                                ADDRESS,
                                order.filing().process().docket(),
                                order.filing().process().judge()));
    }

    private String journey(SampleOrder order) {
        String officer = order.filing().user();
        PortalClient.Answer filed = portal.file(order);
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        String reference = filed.json().path("reference").asText();
        portal.move("reviewer", reference, "CLAIM", Map.of());
        portal.move("reviewer", reference, "APPROVE", Map.of("reason", "checked"));
        portal.await("custodian", reference, "PREPARED");
        portal.move("custodian", reference, "CERTIFY", Map.of("certify", true));
        portal.await(officer, reference, "DISCLOSED");
        for (String file : List.of("pdf", "csv", "json", "xlsx")) {
            assertThat(portal.get(officer, "/api/v1/requests/" + reference + "/disclosure/" + file)
                            .status())
                    .isEqualTo(200);
        }
        return reference;
    }

    /** What is refused must not quote what was sent. */
    private void failures(SampleOrder order, String reference) {
        String officer = order.filing().user();
        String filing = PortalClient.filing(order);
        portal.file(officer, filing.replace("CAPABILITY_QUERY", "NO_SUCH_LOG"), order.pdf(), Map.of());
        portal.file(officer, filing.substring(0, filing.length() - 2), order.pdf(), Map.of());
        portal.file(officer, filing, "no PDF".getBytes(StandardCharsets.UTF_8), Map.of());
        portal.move("reviewer", reference, "APPROVE", Map.of("terms", Map.of("handles", List.of(ADDRESS, "x"))));
        portal.move(officer, reference, "WITHDRAW", Map.of("reason", "too late"));
    }

    /** Tables of which a row holds the text, as text or as bytes. */
    private List<String> tablesWith(String text) throws SQLException {
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        List<String> found = new ArrayList<>();
        for (String user : List.of(EmbeddedDatabase.OWNER, EmbeddedDatabase.APPLICATION)) {
            try (Connection connection = DriverManager.getConnection(url, user, "")) {
                for (String table : tables(connection)) {
                    if (holds(connection, table, text, hex) && !found.contains(table)) {
                        found.add(table);
                    }
                }
            }
        }
        return found;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT schemaname || '.' || tablename FROM pg_tables
                        WHERE schemaname IN ('public', 'invitation')
                          AND has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), 'SELECT')""")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        assertThat(tables).hasSizeGreaterThan(5);
        return tables;
    }

    /** A row as text shows its bytes in hexadecimal. */
    private static boolean holds(Connection connection, String table, String text, String hex) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT EXISTS (SELECT FROM %s r WHERE r::text LIKE '%%%s%%' OR r::text LIKE '%%%s%%')"
                                .formatted(table, text, hex))) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
