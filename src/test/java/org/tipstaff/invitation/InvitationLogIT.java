package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tipstaff.invitation.LogFixture.ALICE;
import static org.tipstaff.invitation.LogFixture.BOB;
import static org.tipstaff.invitation.LogFixture.NOW;
import static org.tipstaff.invitation.LogFixture.query;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.PostgresVersion;

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
    int heavy() {
        return version == PostgresVersion.EMBEDDED ? 100_000 : 20_000;
    }

    @Test
    void it_is_the_version_that_is_meant() {
        assertThat(fixture.number("SELECT current_setting('server_version_num')::int / 10000"))
                .isEqualTo(version.major());
    }

    @Test
    void no_column_holds_a_handle_or_an_address_in_plain() {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB), query(NOW.minus(HOUR), BOB, ALICE));

        for (String plain : List.of(ALICE.value().substring(1), BOB.value(), "192.0.2.7", "iPhone16")) {
            String hex = HexFormat.of().formatHex(plain.getBytes(StandardCharsets.UTF_8));
            for (String column : List.of("source_sealed", "target_sealed", "details_sealed")) {
                assertThat(fixture.number("SELECT count(*) FROM invitation.record WHERE position('\\x" + hex
                                + "'::bytea IN " + column + ") > 0"))
                        .as(plain + " in " + column)
                        .isZero();
            }
        }
        assertThat(fixture.number("SELECT count(*) FROM invitation.record WHERE source_sealed IN"
                        + " (SELECT target_sealed FROM invitation.record)"))
                .as("a source cannot be matched with a target")
                .isZero();
    }

    @Test
    void a_changed_row_does_not_open() {
        fixture.append(query(NOW.minus(HOUR), ALICE, BOB));
        fixture.execute("UPDATE invitation.record SET occurred_at = occurred_at + interval '1 second'");

        assertThatThrownBy(() -> fixture.bySource(ALICE)).isInstanceOf(LogUnreadable.class);
    }
}
