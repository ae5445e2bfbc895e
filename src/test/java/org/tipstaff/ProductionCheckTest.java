package org.tipstaff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductionCheckTest {
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example.com/tipstaff",
            "quarkus.datasource.username", "tipstaff",
            "quarkus.flyway.username", "tipstaff_owner",
            "quarkus.flyway.password", "of the owner",
            "quarkus.oidc.auth-server-url", "https://id.example.com/realms/tipstaff",
            "quarkus.oidc.credentials.secret", "0123456789abcdef0123456789abcdef",
            "tipstaff.keys.directory", "/var/lib/tipstaff/keys",
            "tipstaff.signing.keystore", "/etc/tipstaff/custodian.p12"));

    private java.util.List<String> complaints() {
        return new ProductionCheck(name -> Optional.ofNullable(settings.get(name))).complaints();
    }

    @Test
    void a_complete_installation_starts() {
        assertThat(complaints()).isEmpty();
    }

    @Test
    void everything_missing_is_named_at_once_with_what_to_set() {
        settings.clear();
        assertThat(complaints())
                .hasSize(8)
                .contains("Set quarkus.oidc.credentials.secret (QUARKUS_OIDC_CREDENTIALS_SECRET):"
                        + " the client's secret at the provider is missing.");
    }

    @Test
    void the_demonstrations_secrets_are_refused() {
        settings.put("quarkus.oidc.credentials.secret", "demonstration-0123456789abcdef0123456789abcdef");
        settings.put("tipstaff.signing.demonstration", "true");
        settings.put("tipstaff.keys.directory", ".demo/keys");
        assertThat(complaints()).hasSize(3);
    }

    @Test
    void a_short_secret_is_refused() {
        settings.put("quarkus.oidc.credentials.secret", "secret");
        assertThat(complaints()).singleElement().asString().contains("too short");
    }
}
