package org.tipstaff.disclosure.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.sealing.Sha256;

/** A proof is a file from anybody: what cannot be read is said to be so. */
class DisclosureProofTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"format\":\"tipstaff-disclosure-proof/1\"}",
                "{\"format\":\"tipstaff-disclosure-proof/1\",\"proof\":{}}",
                "{\"format\":\"tipstaff-disclosure-proof/1\",\"proof\":{\"entry\":\"AA==\",\"path\":[]}}",
                "{\"format\":\"tipstaff-disclosure-proof/1\",\"proof\":{\"path\":[],\"checkpoint\":\"x\"}}"
            })
    void a_proof_that_lacks_a_part_cannot_be_read(String json) throws Exception {
        Path proof = Files.writeString(directory.resolve("proof.json"), json);
        assertThat(DisclosureProof.check(proof, Sha256.of("pdf".getBytes(StandardCharsets.UTF_8)), new byte[32])
                        .problems())
                .containsExactly("The proof cannot be read.");
    }
}
