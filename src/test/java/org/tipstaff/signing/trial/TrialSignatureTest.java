package org.tipstaff.signing.trial;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.spi.validation.CertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.Documents;
import org.tipstaff.signing.LittleAuthority;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.evidence.NetworkEvidence;
import org.tipstaff.signing.key.Pem;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.key.SigningKeys;
import org.tipstaff.signing.setup.SigningConfiguration;
import org.tipstaff.signing.setup.SigningProducer;
import org.tipstaff.signing.sign.ProvenSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/** Each key signs a blank page, so that what is missing is known before anybody certifies. */
class TrialSignatureTest {
    @TempDir
    static Path directory;

    private static LittleAuthority custodians;
    private static LittleAuthority stamps;

    private final Map<String, String> settings = new HashMap<>();
    private final HandClock clock = new HandClock();

    @BeforeAll
    static void start() {
        custodians = new LittleAuthority("Custodians", Duration.ofDays(900));
        stamps = new LittleAuthority("Stamps", Duration.ofDays(900));
    }

    @AfterAll
    static void stop() {
        custodians.close();
        stamps.close();
    }

    @AfterEach
    void serversAreBack() {
        custodians.revokeAgain();
        stamps.stampAgain();
        stamps.revokeAgain();
    }

    /** One key that custodians share, the seal, and one custodian's own. */
    private TrialSignatures trials() {
        custodians.signer(directory.resolve("shared.p12"), "secret", "Helen Marsh", Duration.ofDays(400));
        stamps.signer(directory.resolve("seal.p12"), "secret", "Example Messaging (seal)", Duration.ofDays(400));
        stamps.signer(directory.resolve("own.p12"), "secret", "Casey Custodian", Duration.ofDays(400));
        key("", "shared.p12");
        key("seal.", "seal.p12");
        key("custodians.casey.", "own.p12");
        settings.put("custodians.casey.account", "subject-of-casey");
        settings.put("tsa-urls", stamps.url().toString());
        settings.put("network-timeout", "5s");
        return open();
    }

    private void key(String prefix, String file) {
        settings.put(prefix + "keystore", directory.resolve(file).toString());
        settings.put(prefix + "password", "secret");
        settings.put(prefix + "alias", "custodian");
    }

    private TrialSignatures open() {
        SigningConfiguration configuration = configuration();
        return new TrialSignatures(new SigningProducer(configuration, clock), configuration, clock);
    }

    private SigningConfiguration configuration() {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((name, value) -> prefixed.put("tipstaff.signing." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(SigningConfiguration.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(SigningConfiguration.class);
    }

    private static HealthCheckResponse health(TrialSignatures trials) {
        return new TrialSignatureHealth(trials).call();
    }

    private static String said(TrialSignatures trials, String property) {
        return String.valueOf(health(trials).getData().orElseThrow().get(property));
    }

    @Test
    void where_every_key_signs_the_health_check_is_up_and_names_each() {
        TrialSignatures trials = trials();

        assertThat(trials.tryNow()).allMatch(Trial::good).hasSize(3);

        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(said(trials, "tipstaff.signing")).startsWith("CN=Helen Marsh: good at ");
        assertThat(said(trials, "tipstaff.signing.seal")).startsWith("CN=Example Messaging (seal): good at ");
        assertThat(said(trials, "tipstaff.signing.custodians.casey")).startsWith("CN=Casey Custodian: good at ");
        assertThat(trials.failedFor("subject-of-casey")).isEmpty();
    }

    @Test
    void a_revocation_list_that_cannot_be_reached_is_named_with_the_certificates_subject() {
        TrialSignatures trials = trials();
        custodians.stopRevoking();

        trials.tryNow();

        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(said(trials, "tipstaff.signing"))
                .contains("revocation failed at ", "Nothing says whether it is revoked: CN=Helen Marsh")
                .containsPattern("no usable answer from http://127.0.0.1:\\d+/root.crl");
        assertThat(said(trials, "tipstaff.signing.seal")).contains("good at");
        assertThat(trials.failedFor("somebody")).map(Trial::failed).contains(SigningStage.REVOCATION);
        assertThat(trials.failedFor("subject-of-casey"))
                .as("whose own key signs")
                .isEmpty();
    }

    @Test
    void a_certificate_that_names_no_revocation_data_is_told_from_a_server_that_is_away() {
        trials();
        custodians.signerWithoutRevocation(directory.resolve("mute.p12"), "secret", "Mute Marsh");
        key("", "mute.p12");
        TrialSignatures trials = open();

        trials.tryNow();

        assertThat(said(trials, "tipstaff.signing"))
                .contains("revocation failed", "CN=Mute Marsh")
                .contains("(the certificate names no revocation list and no OCSP server)");
    }

    @Test
    void a_time_stamp_authority_that_does_not_answer_is_stamping() {
        TrialSignatures trials = trials();
        stamps.stopStamping();

        trials.tryNow();

        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(said(trials, "tipstaff.signing")).contains("stamp failed at ", "127.0.0.1: no answer");
    }

    @Test
    void a_signature_that_does_not_validate_is_validation() {
        trials();
        SigningKey key = SigningKey.fromPkcs12(directory.resolve("shared.p12"), "secret".toCharArray(), "custodian");
        TrustAnchors both = new TrustAnchors(List.of(custodians.root(), stamps.root()));
        NetworkEvidence evidence = new NetworkEvidence(List.of(stamps.url()), both, Duration.ofSeconds(5), clock);
        SignatureValidator elsewhere = new SignatureValidator(new TrustAnchors(List.of(stamps.root())), clock);

        Trial trial = new TrialSignature(evidence, elsewhere, clock)
                .with(new SigningKeys.Planned("tipstaff.signing", key, Instant.MIN));

        assertThat(trial.failed()).isEqualTo(SigningStage.VALIDATION);
        assertThat(trial.words()).startsWith("validate failed at ").contains("does not validate");
        key.close();
    }

    @Test
    void a_key_that_does_not_sign_any_more_is_signing() {
        trials();
        EvidenceSource evidence = new EvidenceSource() {
            @Override
            public TSPSource timeStamps() {
                throw new IllegalStateException("not asked for");
            }

            @Override
            public CertificateVerifier certificates() {
                throw new IllegalStateException("CKR_DEVICE_REMOVED");
            }
        };
        SigningKey key = SigningKey.fromPkcs12(directory.resolve("shared.p12"), "secret".toCharArray(), "custodian");

        Trial trial = new TrialSignature(evidence, new SignatureValidator(new TrustAnchors(List.of()), clock), clock)
                .with(new SigningKeys.Planned("tipstaff.signing", key, Instant.MIN));

        assertThat(trial.failed()).isEqualTo(SigningStage.KEY);
        assertThat(trial.words()).contains("sign failed", "CKR_DEVICE_REMOVED");
        key.close();
    }

    @Test
    void the_next_key_is_tried_before_it_takes_over() {
        trials();
        custodians.signerWithoutRevocation(directory.resolve("next.p12"), "secret", "Next Marsh");
        key("next.", "next.p12");
        settings.put(
                "next.not-before", clock.instant().plus(Duration.ofDays(10)).toString());
        TrialSignatures trials = open();

        trials.tryNow();

        assertThat(said(trials, "tipstaff.signing")).contains("good at");
        assertThat(said(trials, "tipstaff.signing.next")).contains("CN=Next Marsh", "revocation failed");
        assertThat(trials.failedFor("somebody"))
                .as("who signs with the key of today")
                .isEmpty();
    }

    @Test
    void it_is_tried_again_sooner_after_a_failure_and_the_health_check_asks_nobody() {
        TrialSignatures trials = trials();
        stamps.stopStamping();
        trials.look();
        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        stamps.stampAgain();
        int before = stamps.stamps.get();

        clock.forward(Duration.ofMinutes(4));
        trials.look();
        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(stamps.stamps.get()).isEqualTo(before);

        clock.back();
        clock.forward(Duration.ofSeconds(301));
        trials.look();
        assertThat(stamps.stamps.get()).isGreaterThan(before);
    }

    @Test
    void where_no_trial_is_made_in_time_nothing_is_said_to_be_well() {
        TrialSignatures trials = trials();
        assertThat(health(trials).getStatus()).as("at the start").isEqualTo(HealthCheckResponse.Status.UP);

        clock.forward(Duration.ofMinutes(11));
        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(said(trials, "problem")).contains("No trial signature was made since the start");

        clock.back();
        trials.tryNow();
        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        clock.forward(Duration.ofMinutes(69));
        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        clock.forward(Duration.ofMinutes(3));
        assertThat(health(trials).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void a_custodian_signs_with_their_own_key_others_with_the_shared_one_and_all_are_the_providers() throws Exception {
        trials();
        SigningProducer producer = new SigningProducer(configuration(), clock);
        ProvenSigner signer = new ProvenSigner(producer.signers(), producer.signatureValidator());
        Path page = Documents.pdf(directory.resolve("page.pdf"), 1000);
        SignerStatement statement = SignerStatement.invisible("Somebody", "Certificate", "Wilmington");
        Path own = directory.resolve("by-casey.pdf");
        Path shared = directory.resolve("by-another.pdf");
        Path sealed = directory.resolve("sealed.pdf");

        signer.sign("subject-of-casey", page, own, statement);
        signer.sign("another", page, shared, statement);
        signer.seal(page, sealed, statement);

        SignatureValidator validator = producer.signatureValidator();
        assertThat(validator.validate(own).signerName()).isEqualTo(Optional.of("Casey Custodian"));
        assertThat(validator.validate(shared).signerName()).isEqualTo(Optional.of("Helen Marsh"));
        assertThat(validator.validate(sealed).signerName()).isEqualTo(Optional.of("Example Messaging (seal)"));
        for (Path file : List.of(own, shared, sealed)) {
            assertThat(producer.providerSignatures().in(file))
                    .as(file.toString())
                    .isTrue();
        }
        // The key was exchanged since: what it signed is verified by its published certificate.
        settings.put("retired-certificates", pem(own("own.p12")).toString());
        settings.keySet().removeIf(name -> name.startsWith("custodians."));
        SigningProducer later = new SigningProducer(configuration(), clock);
        assertThat(later.providerSignatures().in(own)).isTrue();
        assertThat(later.signatureValidator().validate(own).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
    }

    private static SigningKey own(String file) {
        return SigningKey.fromPkcs12(directory.resolve(file), "secret".toCharArray(), "custodian");
    }

    private static Path pem(SigningKey key) throws Exception {
        try (key) {
            return Files.writeString(directory.resolve("retired.pem"), Pem.certificates(key.chain()));
        }
    }

    /** The real time, which a test moves on. */
    private static final class HandClock extends Clock {
        private Duration ahead = Duration.ZERO;

        void forward(Duration by) {
            ahead = ahead.plus(by);
        }

        void back() {
            ahead = Duration.ZERO;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
