package org.tipstaff.signing.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.key.Pem;
import org.tipstaff.signing.sign.ProvenSigner;

/** What no person swears to is sealed in the provider's name, under a certificate that is published and trusted. */
class HouseSealTest {
    @TempDir
    Path directory;

    @Test
    void the_seal_is_a_key_of_its_own_and_validates_with_what_is_published() throws Exception {
        SigningConfiguration configuration = new SmallRyeConfigBuilder()
                .withMapping(SigningConfiguration.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "tipstaff.signing.demonstration",
                                "true",
                                "tipstaff.signing.demonstration-directory",
                                directory.toString()),
                        "test",
                        100))
                .build()
                .getConfigMapping(SigningConfiguration.class);
        SigningParts parts = SigningParts.open(configuration, Clock.systemUTC(), false);
        Path unsigned = Documents.pdf(directory.resolve("letter.pdf"), 1_000);
        ProvenSigner signer = new ProvenSigner(parts.signers(), parts.validator());

        Path sealed = directory.resolve("sealed.pdf");
        signer.seal(unsigned, sealed, SignerStatement.invisible("Example Messaging, Inc.", "Letter", "Wilmington"));
        Path signed = directory.resolve("signed.pdf");
        signer.sign(
                "custodian", unsigned, signed, SignerStatement.invisible("Casey Custodian", "I certify", "Wilmington"));

        assertThat(parts.validator().validate(sealed).signerName()).contains("Example Messaging, Inc. (seal)");
        assertThat(parts.validator().validate(signed).signerName()).contains("Casey Custodian");
        assertThat(parts.signers().shared().certificateChainPem())
                .contains(Pem.certificates(List.of(
                                parts.keys().seal().active(Instant.now()).certificate()))
                        .strip());
    }
}
