package org.tipstaff.signing.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.key.CertificateNames;
import org.tipstaff.signing.key.SigningKey;

class DemonstrationAuthorityTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    @Test
    void a_later_start_finds_the_same_keys() {
        X509Certificate first = custodian("Casey Custodian");

        assertThat(custodian("Casey Custodian")).isEqualTo(first);
    }

    @Test
    void another_custodian_gets_a_certificate_of_their_own_under_the_same_root() {
        custodian("Casey Custodian");
        TrustAnchors before =
                DemonstrationAuthority.open(directory, "Casey Custodian", CLOCK).anchors();

        assertThat(CertificateNames.commonName(custodian("Robin, Keeper of Records")))
                .isEqualTo("Robin, Keeper of Records");
        assertThat(DemonstrationAuthority.open(directory, "Robin, Keeper of Records", CLOCK)
                        .anchors())
                .isEqualTo(before);
    }

    @Test
    void the_revocation_list_is_made_anew_when_it_nears_its_end() throws Exception {
        custodian("Casey Custodian");
        byte[] first = Files.readAllBytes(directory.resolve("root.crl"));

        DemonstrationAuthority.open(directory, "Casey Custodian", Clock.offset(CLOCK, Duration.ofDays(20)));
        assertThat(Files.readAllBytes(directory.resolve("root.crl"))).isEqualTo(first);

        DemonstrationAuthority.open(directory, "Casey Custodian", Clock.offset(CLOCK, Duration.ofDays(24)));
        assertThat(Files.readAllBytes(directory.resolve("root.crl"))).isNotEqualTo(first);
    }

    @Test
    void keys_and_their_password_are_for_their_owner_only() throws Exception {
        custodian("Casey Custodian");

        for (String file : new String[] {"password", "demonstration.p12"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void keys_whose_password_is_lost_are_a_clear_failure() throws Exception {
        custodian("Casey Custodian");
        Files.delete(directory.resolve("password"));

        assertThatThrownBy(() -> custodian("Casey Custodian"))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("delete their directory");
    }

    private X509Certificate custodian(String name) {
        try (SigningKey key =
                DemonstrationAuthority.open(directory, name, CLOCK).custodianKey()) {
            return key.certificate();
        }
    }
}
