package org.tipstaff.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.demo.EmbeddedDatabase;
import org.tipstaff.identity.Actor;

/** An action and its entry are committed together or not at all; a refusal's entry stays. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class PostgresAuditLogIT {
    private static final int THREADS = 8;
    private static final int EACH = 50;

    @Inject
    AuditLog log;

    @Inject
    AuditReader reader;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    /** Stands for what a step writes beside its entry. */
    private void act(String key) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO idempotency (actor, key, route, body_hash, result, created_at)
                        VALUES ('audit-test', ?, '-', '-', '-', now())""")) {
            insert.setString(1, key);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean acted(String key) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection();
                    PreparedStatement select = connection.prepareStatement(
                            "SELECT 1 FROM idempotency WHERE actor = 'audit-test' AND key = ?")) {
                select.setString(1, key);
                try (ResultSet row = select.executeQuery()) {
                    return row.next();
                }
            }
        });
    }

    private List<AuditReader.Numbered> about(String subject) {
        return reader.entries(new AuditReader.Filter(subject, null, null), Long.MAX_VALUE, 1_000);
    }

    private void write(String subject) {
        log.record(AuditAction.REQUEST_VIEWED, Actor.SYSTEM, subject, Map.of("step", "1"));
    }

    private static String fresh() {
        return "audit-" + UUID.randomUUID();
    }

    @Test
    void an_entry_without_a_transaction_is_not_taken() {
        String subject = fresh();

        assertThatThrownBy(() -> write(subject)).isInstanceOf(RuntimeException.class);

        assertThat(about(subject)).isEmpty();
    }

    @Test
    void an_action_that_fails_takes_its_entry_with_it() {
        String subject = fresh();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    act(subject);
                    write(subject);
                    throw new IllegalStateException("the step fails after its entry");
                }))
                .hasMessageContaining("after its entry");

        assertThat(acted(subject)).isFalse();
        assertThat(about(subject)).isEmpty();
        assertThat(reader.firstBroken()).isEmpty();
    }

    @Test
    void an_action_whose_entry_is_not_taken_is_undone() throws SQLException {
        String subject = fresh();
        asOwner("REVOKE INSERT ON audit_entry FROM " + EmbeddedDatabase.APPLICATION);
        try {
            assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                        act(subject);
                        write(subject);
                    }))
                    .hasMessageContaining("audit log");
        } finally {
            asOwner("GRANT INSERT ON audit_entry TO " + EmbeddedDatabase.APPLICATION);
        }

        assertThat(acted(subject)).isFalse();
        assertThat(about(subject)).isEmpty();
    }

    @Test
    void a_refusal_stays_when_what_it_refused_is_rolled_back() {
        String subject = fresh();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    act(subject);
                    log.recordRefusal(Actor.SYSTEM, subject, Map.of("rule", "role"));
                    throw new IllegalStateException("refused");
                }))
                .hasMessageContaining("refused");

        assertThat(acted(subject)).isFalse();
        assertThat(about(subject))
                .extracting(numbered -> numbered.entry().action())
                .containsExactly(AuditAction.ACCESS_REFUSED);
    }

    @Test
    void writers_at_once_and_rollbacks_between_them_leave_no_gap() throws Exception {
        String subject = fresh();
        long before = reader.head().size();
        ExecutorService writers = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            all.add(writers.submit(() -> {
                for (int i = 0; i < EACH; i++) {
                    if (i % 5 == 0) {
                        rolledBack(subject);
                    }
                    QuarkusTransaction.requiringNew().run(() -> write(subject));
                }
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
        writers.shutdown();

        assertThat(about(subject)).hasSize(THREADS * EACH);
        // The retention's own run may write an entry meanwhile; firstBroken sees every number and every link.
        assertThat(reader.head().size()).isGreaterThanOrEqualTo(before + THREADS * EACH);
        assertThat(reader.firstBroken()).isEmpty();
    }

    private void rolledBack(String subject) {
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    write(subject);
                    throw new IllegalStateException("undone");
                }))
                .hasMessageContaining("undone");
    }

    private void asOwner(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.OWNER, "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
