package org.tipstaff.invitation.sealed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.sealed.LogFixture.ALICE;
import static org.tipstaff.invitation.sealed.LogFixture.ALL;
import static org.tipstaff.invitation.sealed.LogFixture.BOB;
import static org.tipstaff.invitation.sealed.LogFixture.EVER;
import static org.tipstaff.invitation.sealed.LogFixture.NOW;
import static org.tipstaff.invitation.sealed.LogFixture.query;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.LogTables;
import org.tipstaff.PostgresVersion;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogUnreadable;
import org.tipstaff.invitation.Search;
import org.tipstaff.invitation.day.LogDay;
import org.tipstaff.invitation.search.LogReader;

/** The contract on every PostgreSQL, and what only it can show. */
@ParameterizedClass
@EnumSource
class InvitationLogIT extends LogContract {
    private final PostgresVersion version;

    InvitationLogIT(PostgresVersion version) {
        super(retentions -> new LogFixture(version, retentions));
        this.version = version;
    }

    @Override
    protected int heavy() {
        return version == PostgresVersion.EMBEDDED ? 100_000 : 20_000;
    }

    @Test
    void it_is_the_version_that_is_meant() {
        assertThat(fixture.number("SELECT current_setting('server_version_num')::int / 10000"))
                .isEqualTo(version.major());
    }

    @Test
    void no_column_holds_a_handle_or_an_address_in_plain() throws Exception {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB), query(NOW.minus(HOUR), BOB, ALICE));

        String rows = LogTables.all(fixture.source);
        for (String plain : List.of(ALICE.value().substring(1), BOB.value(), "192.0.2.7", "iPhone16")) {
            String hex = HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8));
            for (String column : List.of("source_sealed", "target_sealed", "details_sealed")) {
                assertThat(fixture.number("SELECT count(*) FROM " + rows + " WHERE position('\\x" + hex + "'::bytea IN "
                                + column + ") > 0"))
                        .as(plain + " in " + column)
                        .isZero();
            }
        }
        assertThat(fixture.number("SELECT count(*) FROM " + rows + " WHERE source_sealed IN"
                        + " (SELECT target_sealed FROM " + rows + ")"))
                .as("a source cannot be matched with a target")
                .isZero();
    }

    @Test
    void a_key_cannot_be_tried_against_the_database_and_one_of_an_earlier_version_still_counts() throws Exception {
        fixture.log.append("+12025550110", List.of(query(NOW, ALICE, BOB)).iterator());
        String plain = "sha256(convert_to('+12025550110', 'UTF8'))";
        assertThat(fixture.number("SELECT count(*) FROM invitation.batch WHERE key_hash = " + plain))
                .isZero();

        fixture.execute("UPDATE invitation.batch SET key_hash = " + plain);
        assertThat(fixture.log.append(
                        "+12025550110", List.of(query(NOW, ALICE, BOB)).iterator()))
                .isEqualTo(new InvitationLog.Appended(1, 0, 0, 0, true));
        assertThat(fixture.bySource(ALICE)).hasSize(1);
    }

    @Test
    void a_changed_row_does_not_open() {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB));
        fixture.execute("UPDATE " + LogDay.of(NOW.minus(HOUR)).table()
                + " SET occurred_at = occurred_at + interval '1 second'");

        assertThatThrownBy(() -> fixture.bySource(ALICE)).isInstanceOf(LogUnreadable.class);
    }

    @Test
    void pages_are_asked_for_ahead_while_rows_are_read_and_not_after_it() throws Exception {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB));
        List<Connection> used = new ArrayList<>();
        CopyOfLog log = new CopyOfLog(remembering(used), fixture.keys);
        log.at(NOW);
        List<String> settings = new ArrayList<>();

        log.log().read(new Search(Set.of(ALICE), ALL, Direction.BY_SOURCE, EVER), NOW, row -> {
            try {
                settings.add(setting(used.get(used.size() - 1)));
            } catch (SQLException e) {
                throw new IOException(e);
            }
        });

        assertThat(settings).containsExactly("128");
    }

    @Test
    void pages_are_not_asked_for_ahead_where_nobody_may_nor_after_the_transaction() throws Exception {
        try (Connection connection = fixture.source.getConnection();
                Statement statement = connection.createStatement()) {
            String before = setting(connection);
            connection.setAutoCommit(false);
            LogReader.readAhead(connection);
            assertThat(setting(connection)).isEqualTo("128").isNotEqualTo(before);
            connection.commit();
            assertThat(setting(connection)).isEqualTo(before);

            statement.execute("SET LOCAL effective_io_concurrency = 0");
            LogReader.readAhead(connection);
            assertThat(setting(connection)).isEqualTo("0");
        }
    }

    /** The same database; its connections can be asked while the log has them. */
    private DataSource remembering(List<Connection> used) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(fixture.source, arguments);
                    if (answer instanceof Connection connection) {
                        used.add(connection);
                    }
                    return answer;
                });
    }

    private static String setting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW effective_io_concurrency")) {
            row.next();
            return row.getString(1);
        }
    }
}
