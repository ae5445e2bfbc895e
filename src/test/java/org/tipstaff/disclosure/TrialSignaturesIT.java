package org.tipstaff.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.As;
import org.tipstaff.disclosure.custody.Prepared;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.sign.ProvenSigner;
import org.tipstaff.signing.sign.Signers;
import org.tipstaff.signing.trial.Trial;
import org.tipstaff.signing.trial.TrialSignatures;
import org.tipstaff.signing.validation.SignatureValidator;

/** What cannot be signed is known, and said to people, before a custodian certifies. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class TrialSignaturesIT {
    @Inject
    Passage passage;

    @Inject
    Requests requests;

    @Inject
    Moves moves;

    @Inject
    Disclosures disclosures;

    @Inject
    DisclosureObjects objects;

    @Inject
    Prepared prepared;

    @Inject
    TrialSignatures trials;

    @Inject
    Signers signers;

    @Inject
    SignatureValidator validator;

    @Inject
    SmallRyeHealthReporter health;

    @TempDir
    Path directory;

    @AfterEach
    void serversAreBack() {
        SigningResource.FIRST.revokeAgain();
        trials.tryNow();
    }

    @Test
    void the_first_trial_is_made_at_the_start_by_itself() throws Exception {
        Passage.await(() -> !trials.last().isEmpty());
        assertThat(trials.last()).allMatch(Trial::good).hasSize(3);
    }

    @Test
    @As.Custodian
    void whoever_would_certify_reads_that_revocation_data_is_missing_and_what_was_certified_says_why_it_waits()
            throws Exception {
        CaseReference reference = passage.claimed("01");
        passage.approve(reference);
        trials.tryNow();
        given().get("/custody/" + reference).then().statusCode(200).body(not(containsString("cannot sign now")));

        SigningResource.FIRST.stopRevoking();
        trials.tryNow();

        assertThat(health.getWellness().getPayload().toString())
                .contains("trial signature", "revocation failed at", "CN=Helen Marsh", "/root.crl");
        assertThat(health.getWellness().isDown()).isTrue();
        assertThat(health.getReadiness().isDown()).isFalse();
        for (String page : new String[] {"/custody", "/custody/" + reference}) {
            given().get(page)
                    .then()
                    .statusCode(200)
                    .body(containsString("The portal cannot sign now"))
                    .body(containsString("at the step “revocation”"))
                    .body(containsString("CN=Helen Marsh"));
        }
        passage.certify(reference);
        Passage.await(() -> disclosures.waits(reference).contains("next try at"));
        assertThat(disclosures.waits(reference))
                .startsWith("Signing waits for the server that says whether a certificate is revoked");

        SigningResource.FIRST.revokeAgain();
        passage.reaches(reference, Status.DISCLOSED);
    }

    @Test
    @As.Administrator
    void administrators_read_how_each_key_stands() {
        SigningResource.FIRST.stopRevoking();
        trials.tryNow();
        given().get("/admin")
                .then()
                .statusCode(200)
                .body(containsString("CN=Example Messaging (seal)"))
                .body(containsString("tipstaff.signing.custodians.second"))
                .body(containsString("at the step “revocation”"));
    }

    @Test
    void a_key_that_does_not_sign_leaves_nobody_waiting_without_a_word() throws Exception {
        CaseReference reference = passage.claimed("01");
        passage.approve(reference);
        QuarkusMock.installMockForType(
                new ProvenSigner(signers, validator) {
                    @Override
                    public SigningResult sign(String account, Path unsigned, Path target, SignerStatement statement) {
                        throw new SigningException("The document could not be signed");
                    }
                },
                ProvenSigner.class);

        passage.certify(reference);

        Passage.await(() -> disclosures.waits(reference).contains("next try at"));
        assertThat(disclosures.waits(reference))
                .startsWith("Signing waits for the provider's operators, because the document could not be signed");
        assertThat(health.getWellness().isDown()).isTrue();
    }

    @Test
    void a_custodian_with_a_key_of_their_own_signs_with_it() throws Exception {
        CaseReference reference = passage.claimed("01");
        passage.approve(reference);
        Actor second = passage.staff("custodian2", Role.CUSTODIAN);
        try (var document = prepared.open(reference, FileKind.PDF, second).bytes()) {
            document.transferTo(OutputStream.nullOutputStream());
        }
        moves.make(new MoveCommand(reference, Move.CERTIFY, second, "", null, true));
        passage.reaches(reference, Status.DISCLOSED);

        Path signed = directory.resolve("signed.pdf");
        objects.restore(disclosures.find(reference).orElseThrow().edition(), FileKind.PDF.name(), signed);
        assertThat(Files.size(signed)).isPositive();
        assertThat(validator.validate(signed).signerName()).contains("Casey Custodian");
    }
}
