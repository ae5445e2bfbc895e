package org.tipstaff.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.tipstaff.As;
import org.tipstaff.request.CaseReference;

/** A directory of keys that is not there is no destruction of what lies under them. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class KeysNotMountedIT {
    @Inject
    Passage passage;

    @Inject
    SmallRyeHealthReporter health;

    @ConfigProperty(name = "tipstaff.keys.directory")
    Path keys;

    @Test
    @As.Officer
    void nothing_is_said_to_be_destroyed_and_the_portal_is_not_ready() throws Exception {
        CaseReference reference = passage.claimed("01");
        String path = "/api/v1/requests/" + reference;
        given().get(path).then().statusCode(200);
        assertThat(health.getReadiness().isDown()).isFalse();
        Path elsewhere = keys.resolveSibling("elsewhere");

        Files.move(keys, elsewhere);
        try {
            given().get(path)
                    .then()
                    .statusCode(503)
                    .body(containsString("not in the key store"))
                    .body(not(containsString("ended")));
            given().get("/requests/" + reference).then().statusCode(503).body(not(containsString("were destroyed")));
            var ready = health.getReadiness();
            assertThat(ready.isDown()).isTrue();
            assertThat(ready.getPayload().toString())
                    .contains("the key store none of their keys", "The database has requests", "The log has days");
        } finally {
            if (Files.exists(keys)) {
                try (var left = Files.walk(keys)) {
                    for (Path each :
                            left.sorted(java.util.Comparator.reverseOrder()).toList()) {
                        Files.delete(each);
                    }
                }
            }
            Files.move(elsewhere, keys);
        }

        given().get(path).then().statusCode(200);
        assertThat(health.getReadiness().isDown()).isFalse();
    }
}
