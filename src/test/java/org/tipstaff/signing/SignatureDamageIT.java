package org.tipstaff.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport.Verdict;
import org.tipstaff.signing.validation.SignatureValidator;

/** Needs no container, but hundreds of validations: too slow to run with the unit tests. */
class SignatureDamageIT {
    private static final int FLIPS = 200;
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    static Path directory;

    private static byte[] signed;
    private static SignatureValidator validator;

    @BeforeAll
    static void sign() {
        DemonstrationAuthority authority =
                DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", CLOCK);
        try (SigningKey key = authority.custodianKey()) {
            Path target = new DocumentSigner(key, authority.evidence(), CLOCK)
                    .sign(
                            Documents.pdf(directory.resolve("plain.pdf"), 2000),
                            directory.resolve("signed.pdf"),
                            SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                    .file();
            signed = Documents.read(target);
        }
        validator = new SignatureValidator(authority.anchors(), CLOCK);
        assertThat(validator.validate(signed).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void a_flipped_bit_anywhere_in_the_file_is_found() {
        Random random = new Random(20261124);
        List<Integer> unnoticed = new ArrayList<>();
        for (int i = 0; i < FLIPS; i++) {
            int position = random.nextInt(signed.length);
            if (validator.validate(flipped(position, 1 << random.nextInt(8))).verdict() == Verdict.VALID) {
                unnoticed.add(position);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    @Test
    void a_flipped_bit_in_the_place_of_the_last_time_stamp_is_found() {
        int end = new String(signed, StandardCharsets.ISO_8859_1).lastIndexOf("/Contents <");
        Random random = new Random(20261124);
        List<Integer> unnoticed = new ArrayList<>();
        for (int i = 0; i < FLIPS / 4; i++) {
            // The token takes the first third; zeros follow.
            int position = end + 10 + random.nextInt(i % 2 == 0 ? 3000 : 18_000);
            if (validator.validate(flipped(position, 1 << random.nextInt(8))).verdict() == Verdict.VALID) {
                unnoticed.add(position);
            }
        }
        assertThat(unnoticed).isEmpty();
    }

    private static byte[] flipped(int position, int mask) {
        byte[] copy = signed.clone();
        copy[position] ^= (byte) mask;
        return copy;
    }
}
