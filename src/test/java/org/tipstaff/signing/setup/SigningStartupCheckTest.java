package org.tipstaff.signing.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.SigningKeys;
import org.tipstaff.signing.validation.SignatureReport;

class SigningStartupCheckTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    @Test
    void production_does_not_start_without_a_signing_key() {
        assertThatThrownBy(() -> SigningParts.open(configuration(Map.of()), CLOCK, true))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("set tipstaff.signing.keystore");
    }

    @Test
    void production_does_not_start_as_a_demonstration() {
        assertThatThrownBy(() -> SigningParts.open(configuration(Map.of("demonstration", "true")), CLOCK, true))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("set tipstaff.signing.demonstration=false");
    }

    @Test
    void production_does_not_start_with_a_copy_of_the_demonstrations_key() throws Exception {
        assertThatThrownBy(() -> SigningParts.open(configuration(copied()), CLOCK, true))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("holds the demonstration's key");
    }

    @Test
    void production_does_not_start_without_a_time_stamp_authority() throws Exception {
        Map<String, String> values = copied();
        values.remove("tsa-urls");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, true))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("set tipstaff.signing.tsa-urls");
    }

    @Test
    void a_wrong_password_an_unknown_alias_and_a_missing_file_say_what_to_set() throws Exception {
        assertThatThrownBy(() -> open("password", "wrong")).hasMessageContaining("tipstaff.signing.password is wrong");
        assertThatThrownBy(() -> open("alias", "nobody")).hasMessageContaining("tipstaff.signing.alias");
        assertThatThrownBy(() -> open("keystore", directory.resolve("none.p12").toString()))
                .hasMessageContaining("tipstaff.signing.keystore");
    }

    @Test
    void it_does_not_start_where_letters_would_bear_a_custodians_certificate() throws Exception {
        Map<String, String> values = copied();
        values.keySet().removeIf(name -> name.startsWith("seal."));
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("set tipstaff.signing.seal.keystore");
        own(values, "seal", "custodian");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("The provider's seal is a custodian's key");
        own(values, "seal", "seal");
        own(values, "custodians.casey", "seal");
        values.put("custodians.casey.account", "subject-of-casey");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("The provider's seal is a custodian's key");
    }

    @Test
    void a_custodians_own_key_is_one_known_accounts() throws Exception {
        Map<String, String> values = copied();
        own(values, "custodians.casey", "clerk");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("set tipstaff.signing.custodians.casey.account");
        values.put("custodians.casey.account", "subject-of-casey");
        SigningParts parts = SigningParts.open(configuration(values), CLOCK, false);
        assertThat(parts.keys().of("subject-of-casey")).isNotSameAs(parts.keys().shared());
        assertThat(parts.keys().of("subject-of-another")).isSameAs(parts.keys().shared());
        own(values, "custodians.robin", "clerk");
        values.put("custodians.robin.account", "subject-of-casey");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("Two keys are one custodian's: set tipstaff.signing.custodians.robin.account");
        values.put("custodians.robin.account", "subject-of-robin");
        values.put("custodians.robin.alias", "nobody");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("set tipstaff.signing.custodians.robin.alias");
    }

    @Test
    void a_secret_of_a_custodians_own_key_comes_from_the_environment() throws Exception {
        Map<String, String> values = copied();
        own(values, "custodians.casey", "clerk");
        values.put("custodians.casey.account", "subject-of-casey");
        String password = values.remove("custodians.casey.password");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("set tipstaff.signing.custodians.casey.password");
        var environment = new EnvConfigSource(Map.of("TIPSTAFF_SIGNING_CUSTODIANS_CASEY_PASSWORD", password), 300);
        SigningParts parts = SigningParts.open(configuration(values, environment), CLOCK, false);
        assertThat(parts.keys().custodians()).containsOnlyKeys("subject-of-casey");
    }

    @Test
    void the_seal_has_a_next_key_too() throws Exception {
        Map<String, String> values = copied();
        own(values, "seal.next", "clerk");
        assertThatThrownBy(() -> SigningParts.open(configuration(values), CLOCK, false))
                .hasMessageContaining("set tipstaff.signing.seal.next.not-before");
        Instant takeover = CLOCK.instant().plus(Duration.ofDays(3));
        values.put("seal.next.not-before", takeover.toString());
        SigningParts parts = SigningParts.open(configuration(values), CLOCK, false);
        SigningKeys seal = parts.keys().seal();
        assertThat(seal.active(CLOCK.instant()).certificate())
                .isNotEqualTo(seal.active(takeover).certificate());
        assertThat(parts.keys().shared().published(CLOCK.instant()))
                .as("known before it signs")
                .contains(seal.active(takeover).certificate());
        assertThat(parts.keys().shared().signers())
                .contains(seal.active(takeover).certificate());
    }

    @Test
    void a_time_stamp_address_that_cannot_be_is_refused() throws Exception {
        assertThatThrownBy(() -> open("tsa-urls", "tsa.example.com"))
                .hasMessageContaining("set tipstaff.signing.tsa-urls to whole addresses");
        assertThatThrownBy(() -> open("tsa-urls", "https://tsa.example.com/,ldap://tsa.example.org/"))
                .hasMessageContaining("set tipstaff.signing.tsa-urls to whole addresses");
    }

    @Test
    void the_demonstration_signs_and_validates() {
        SigningParts parts = SigningParts.open(
                configuration(Map.of(
                        "demonstration",
                        "true",
                        "demonstration-directory",
                        directory.resolve("keys").toString())),
                CLOCK,
                false);
        Path signed = parts.signers()
                .shared()
                .sign(
                        Documents.pdf(directory.resolve("plain.pdf"), 1000),
                        directory.resolve("signed.pdf"),
                        SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                .file();

        assertThat(parts.validator().validate(signed).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
    }

    @Test
    void the_root_of_the_time_stamp_authority_is_published_too() throws Exception {
        Map<String, String> values = copied();
        Path root = Files.writeString(
                directory.resolve("tsa-root.pem"),
                DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", CLOCK)
                        .courtRootPem());
        values.put("trust-anchors", root.toString());
        SigningParts parts = SigningParts.open(configuration(values), CLOCK, false);
        assertThat(parts.keys().shared().published(CLOCK.instant()))
                .containsAll(TrustAnchors.fromFiles(List.of(root)).certificates());
    }

    private void open(String key, String value) throws Exception {
        Map<String, String> values = copied();
        values.put(key, value);
        SigningParts.open(configuration(values), CLOCK, false);
    }

    private Map<String, String> copied() throws Exception {
        Path keys = directory.resolve("keys");
        DemonstrationAuthority.open(keys, "Casey Custodian", CLOCK)
                .sealKey("Example Messaging, Inc.")
                .close();
        Map<String, String> values = new HashMap<>();
        values.put("keystore", keys.resolve("demonstration.p12").toString());
        values.put("password", Files.readString(keys.resolve("password")));
        values.put("alias", "custodian");
        own(values, "seal", "seal");
        values.put("tsa-urls", "https://tsa.example.com/");
        return values;
    }

    /** A key of the same store under another name. */
    private static void own(Map<String, String> values, String name, String alias) {
        values.put(name + ".keystore", values.get("keystore"));
        values.put(name + ".password", values.get("password"));
        values.put(name + ".alias", alias);
    }

    private static SigningConfiguration configuration(Map<String, String> values, ConfigSource... more) {
        Map<String, String> prefixed = new HashMap<>();
        values.forEach((key, value) -> prefixed.put("tipstaff.signing." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(SigningConfiguration.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new io.smallrye.config.PropertiesConfigSource(prefixed, "test", 100))
                .withSources(more)
                .build()
                .getConfigMapping(SigningConfiguration.class);
    }
}
