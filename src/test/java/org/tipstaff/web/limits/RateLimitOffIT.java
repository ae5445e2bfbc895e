package org.tipstaff.web.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;

/** One setting leaves it to the proxy. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestProfile(RateLimitOffIT.Off.class)
class RateLimitOffIT {
    /** Would be reached by the second request. */
    public static class Off implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tipstaff.limits.enabled", "false", "tipstaff.limits.look-ups", "1");
        }
    }

    @Test
    void nothing_is_counted_and_nothing_is_said() {
        for (int i = 0; i < 5; i++) {
            Response answer = given().get("/verify");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("RateLimit")).isNull();
            assertThat(answer.header("RateLimit-Policy")).isNull();
        }
    }
}
