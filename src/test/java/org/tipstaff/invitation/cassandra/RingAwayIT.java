package org.tipstaff.invitation.cassandra;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Siege;
import org.tipstaff.invitation.sealed.RetentionHealth;
import org.tipstaff.invitation.sealed.SealedInvitationLog;

/** The application of a provider whose rows go to Cassandra, on a day when no node answers. */
@QuarkusTest
@WithTestResource(RingAwayIT.RingAway.class)
@Siege
class RingAwayIT {
    /** Nobody listens on port 1. */
    public static class RingAway extends ApplicationResource {
        @Override
        public Map<String, String> start() {
            Map<String, String> settings = super.start();
            settings.put("tipstaff.log.engine", "cassandra");
            settings.put("tipstaff.log.cassandra.contact-points", "127.0.0.1:1");
            return settings;
        }
    }

    @Inject
    @Wellness
    RetentionHealth health;

    @Inject
    SealedInvitationLog log;

    @Inject
    Clock clock;

    @Test
    @As.LogWriter
    void it_starts_takes_no_row_and_says_why() {
        String row = "{\"log\":\"SIGN_IN\",\"occurredAt\":\""
                + clock.instant().minus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.SECONDS)
                + "\",\"sourceHandle\":\"+12025550143\",\"clientIp\":\"192.0.2.7\"}\n";

        given().contentType("application/x-ndjson")
                .header("Idempotency-Key", "the same")
                .body(row.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/log/records")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("nothing of this batch was kept"))
                .body("status", equalTo(503));

        assertThat(log.problem().orElseThrow()).contains("Cassandra");
        assertThat(health.call().getStatus().name()).isEqualTo("DOWN");
    }
}
