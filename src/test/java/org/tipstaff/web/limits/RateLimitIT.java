package org.tipstaff.web.limits;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.WhatIsLogged;

/** Who asks too often is told so, and nobody else. One application for all tests, so they have an order. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestProfile(RateLimitIT.Low.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RateLimitIT {
    private static final String FINGERPRINT = "/api/v1/verify/" + "0".repeat(64);

    /** Low enough to be reached, over a day so that nothing comes back meanwhile. */
    public static class Low implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tipstaff.limits.window", "PT24H",
                    "tipstaff.limits.look-ups", "3",
                    "tipstaff.limits.sign-ins", "2",
                    "tipstaff.limits.filings", "2");
        }
    }

    private static ValidatableResponse file() {
        return given().multiPart("filing", "{}", "application/json")
                .when()
                .post("/api/v1/requests")
                .then();
    }

    @Test
    @Order(1)
    void a_stranger_is_counted_by_address_and_is_told_in_the_words_of_a_program() {
        try (WhatIsLogged log = new WhatIsLogged()) {
            for (int left = 2; left >= 0; left--) {
                given().get(FINGERPRINT)
                        .then()
                        .statusCode(200)
                        .header("RateLimit-Policy", "\"look-ups\";q=3;w=86400")
                        .header("RateLimit", matchesPattern("\"look-ups\";r=" + left + ";t=[0-9]+"));
            }
            given().get(FINGERPRINT)
                    .then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", matchesPattern("[1-9][0-9]*"))
                    .header("RateLimit", containsString(";r=0;"))
                    .header("Content-Security-Policy", notNullValue())
                    .body("type", equalTo("/problems/too-many"))
                    .body("status", equalTo(429));
            given().header("Authorization", "Bearer x").get(FINGERPRINT).then().statusCode(429);
            assertThat(log.lines()).noneMatch(line -> line.contains("127.0.0.1"));
        }
    }

    @Test
    @Order(2)
    void a_person_gets_a_page() {
        given().accept("text/html")
                .get("/verify")
                .then()
                .statusCode(429)
                .contentType("text/html")
                .body(containsString("Too many requests"), containsString("86400 seconds"));
    }

    @Test
    @Order(3)
    @As.Officer
    void an_account_counts_for_itself_at_the_same_address() {
        given().get(FINGERPRINT).then().statusCode(200);
        file().statusCode(422);
        file().statusCode(422);
        file().statusCode(429).body("type", equalTo("/problems/too-many"));
        given().get("/api/v1/requests").then().statusCode(200);
    }

    @Test
    @Order(4)
    @As.Officer2
    void another_account_is_not_held_to_it() {
        file().statusCode(422).header("RateLimit", containsString("\"filings\";r=1;"));
    }

    @Test
    @Order(5)
    @As.LogWriter
    void the_bulk_work_of_the_log_is_not_counted() {
        for (int i = 0; i < 5; i++) {
            assertThat(given().contentType("application/x-ndjson")
                            .post("/api/v1/log/records")
                            .header("RateLimit"))
                    .isNull();
        }
    }

    @Test
    @Order(6)
    void signing_in_is_counted_by_address_and_a_session_always_may_be_ended() {
        given().get("/sign-in/failed").then().statusCode(403);
        given().get("/sign-in/failed").then().statusCode(403);
        given().get("/sign-in/callback?code=x&state=y").then().statusCode(429);
        for (int i = 0; i < 5; i++) {
            assertThat(given().formParam("logout_token", "x")
                            .post("/sign-in/backchannel")
                            .statusCode())
                    .isNotEqualTo(429);
        }
    }

    @Test
    @Order(7)
    void the_kind_has_its_page() {
        given().get("/problems/too-many").then().statusCode(200).body(containsString("Retry-After"));
    }
}
