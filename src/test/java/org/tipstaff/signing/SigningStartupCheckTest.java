package org.tipstaff.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void the_demonstration_signs_and_validates() {
        SigningParts parts = SigningParts.open(
                configuration(Map.of(
                        "demonstration",
                        "true",
                        "demonstration-directory",
                        directory.resolve("keys").toString())),
                CLOCK,
                false);
        Path signed = parts.signer()
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
        assertThat(parts.keys().published(CLOCK.instant()))
                .containsAll(TrustAnchors.fromFiles(List.of(root)).certificates());
    }

    private void open(String key, String value) throws Exception {
        Map<String, String> values = copied();
        values.put(key, value);
        SigningParts.open(configuration(values), CLOCK, false);
    }

    private Map<String, String> copied() throws Exception {
        Path keys = directory.resolve("keys");
        DemonstrationAuthority.open(keys, "Casey Custodian", CLOCK);
        Map<String, String> values = new HashMap<>();
        values.put("keystore", keys.resolve("demonstration.p12").toString());
        values.put("password", Files.readString(keys.resolve("password")));
        values.put("alias", "custodian");
        values.put("tsa-urls", "https://tsa.example.com/");
        return values;
    }

    private static SigningConfiguration configuration(Map<String, String> values) {
        Map<String, String> prefixed = new HashMap<>();
        values.forEach((key, value) -> prefixed.put("tipstaff.signing." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(SigningConfiguration.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new io.smallrye.config.PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(SigningConfiguration.class);
    }
}
