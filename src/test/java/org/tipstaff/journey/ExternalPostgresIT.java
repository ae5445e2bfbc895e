package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.KeycloakResource;
import org.tipstaff.PostgresServer;
import org.tipstaff.PostgresVersion;
import org.tipstaff.Siege;
import org.tipstaff.TestDatabase;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;

/**
 * The packaged application on a PostgreSQL that somebody else runs, of an older major: an empty database, two roles with
 * passwords as {@code docs/configuration.md} makes them, nothing but settings. Rows go in and a disclosure comes out.
 */
@Siege
class ExternalPostgresIT {
    private static final PostgresVersion VERSION = PostgresVersion.V16;

    private final TestDatabase database = PostgresServer.running(VERSION).empty();
    private final Map<String, String> keycloak = new KeycloakResource().start();

    @TempDir
    Path directory;

    @Test
    void it_migrates_at_its_first_start_takes_rows_and_answers_an_order_with_them() throws Exception {
        try (ChildPortal portal = new ChildPortal(directory, database.url(), settings(), "external-postgres.log")) {
            portal.start();
            PortalClient client = new PortalClient(portal.url(), setting("quarkus.oidc.auth-server-url"));
            LightRows.put(portal, client);
            SampleOrder order = SampleOrders.compose(Clock.systemUTC(), 77, UnaryOperator.identity())
                    .get(0);
            PortalClient.Answer filed = client.file(order);
            assertThat(filed.status()).as(filed.text()).isEqualTo(201);
            String reference = filed.json().path("reference").asText();
            move(client, "reviewer", reference, "CLAIM", Map.of());
            move(client, "reviewer", reference, "APPROVE", Map.of("reason", "checked"));
            client.await("custodian", reference, "PREPARED");
            move(client, "custodian", reference, "CERTIFY", Map.of("certify", true));
            client.await("custodian", reference, "DISCLOSED");

            assertThat(client.get(order.filing().user(), "/api/v1/requests/" + reference + "/disclosure/json")
                            .json()
                            .path("rows"))
                    .hasSize(LightRows.ROWS);
            assertThat(portal.log()).doesNotContain(database.password());
        }
        assertThat(one(database.owner(), "SELECT current_setting('server_version_num')::int / 10000"))
                .isEqualTo(Integer.toString(VERSION.major()));
        assertThat(one(database.owner(), "SELECT count(*) FROM flyway_schema_history WHERE NOT success"))
                .isEqualTo("0");
        assertThat(one(
                        database.owner(),
                        "SELECT string_agg(DISTINCT tableowner, ' ') FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo(EmbeddedDatabase.OWNER);
        assertThat(one(
                        database.application(),
                        "SELECT has_table_privilege('audit_entry', 'UPDATE') OR"
                                + " has_table_privilege('audit_entry', 'DELETE')"))
                .as("the application may change the audit log")
                .isEqualTo("f");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (String name : new String[] {"quarkus.oidc.auth-server-url", "quarkus.oidc.credentials.secret"}) {
            settings.put(name, setting(name));
        }
        settings.put("quarkus.datasource.password", database.password());
        settings.put("quarkus.flyway.password", database.password());
        return settings;
    }

    private String setting(String name) {
        return Objects.requireNonNull(keycloak.get(name), name);
    }

    private static void move(PortalClient client, String user, String reference, String move, Map<String, ?> more) {
        PortalClient.Answer answer = client.move(user, reference, move, more);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String one(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
