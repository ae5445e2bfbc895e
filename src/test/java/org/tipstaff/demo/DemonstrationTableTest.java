package org.tipstaff.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemonstrationTableTest {
    private final DemonstrationPlace place =
            new DemonstrationPlace(Path.of("/srv/.demo"), Path.of("/srv/keycloak"), 8080, 9000, 8180, false);

    @Test
    void the_addresses_come_last_because_they_are_what_is_looked_for() {
        assertThat(DemonstrationTable.of(place).strip().lines())
                .containsSubsequence(
                        "Users (the password is the user name)",
                        "Sample orders to file are in /srv/.demo/orders",
                        "What the portal logs, and mails that it would send, are in /srv/.demo/portal.log",
                        "Addresses")
                .last()
                .asString()
                .contains("http://localhost:8180/");
    }
}
