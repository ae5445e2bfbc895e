package org.tipstaff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionCheckTest {
    private final Map<String, String> settings = new HashMap<>(Map.ofEntries(
            Map.entry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example.com/tipstaff"),
            Map.entry("quarkus.datasource.username", "tipstaff"),
            Map.entry("quarkus.flyway.username", "tipstaff_owner"),
            Map.entry("quarkus.flyway.password", "of the owner"),
            Map.entry("quarkus.oidc.auth-server-url", "https://id.example.com/realms/tipstaff"),
            Map.entry("quarkus.oidc.credentials.secret", "0123456789abcdef0123456789abcdef"),
            Map.entry("tipstaff.keys.directory", "/var/lib/tipstaff/keys"),
            Map.entry("tipstaff.signing.keystore", "/etc/tipstaff/custodian.p12"),
            Map.entry("tipstaff.signing.seal.keystore", "/etc/tipstaff/seal.p12"),
            Map.entry("tipstaff.signing.tsa-urls", "https://tsa.example.com/tsr, https://tsa.example.org/tsr"),
            Map.entry("tipstaff.disclosure.portal", "https://process.example.com"),
            Map.entry("tipstaff.zone", "America/Los_Angeles"),
            Map.entry("quarkus.mailer.from", "process@example.com")));

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
                .hasSize(11)
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

    @ParameterizedTest
    @CsvSource({
        "tipstaff.zone, America/Harborline, such as America/New_York",
        "tipstaff.zone, Eastern, such as America/New_York",
        "tipstaff.disclosure.portal, process.example.com, such as https://process.example.com",
        "tipstaff.disclosure.portal, ftp://process.example.com, such as https://process.example.com",
        "tipstaff.disclosure.portal, https:///requests, such as https://process.example.com",
        "tipstaff.disclosure.portal, https://process example.com, such as https://process.example.com",
        "tipstaff.disclosure.portal, https://process.example.com/, without a / at the end",
        "tipstaff.signing.tsa-urls, tsa.example.com, such as https://tsa.example.com/tsr",
        "quarkus.oidc.auth-server-url, id.example.com/realms/tipstaff, such as https://id.example.com"
    })
    void what_cannot_be_is_refused_with_its_name_and_what_is_right(String property, String value, String right) {
        settings.put(property, value);
        assertThat(complaints()).singleElement().asString().startsWith(property).contains(right);
    }

    @Test
    void letters_do_not_leave_under_a_custodians_certificate() {
        settings.remove("tipstaff.signing.seal.keystore");
        assertThat(complaints()).singleElement().asString().contains("Set tipstaff.signing.seal.keystore");
        settings.put("tipstaff.signing.seal.pkcs11.library", "/usr/lib/softhsm/libsofthsm2.so");
        assertThat(complaints()).isEmpty();
    }
}
