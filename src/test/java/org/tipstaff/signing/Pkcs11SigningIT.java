package org.tipstaff.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.sign.DocumentSigner;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/** Signs with a key in a PKCS#11 token: SoftHSM 2, whose settings the build names in SOFTHSM2_CONF. */
class Pkcs11SigningIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String PIN = "314159";
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));

    @TempDir
    static Path directory;

    private static Path library;
    private static long slot;
    private static DemonstrationAuthority authority;

    @BeforeAll
    static void fillToken() throws Exception {
        Optional<Path> installed = PLACES.stream().filter(Files::isReadable).findFirst();
        assumeTrue(installed.isPresent(), "SoftHSM 2 is not installed");
        library = installed.orElseThrow();
        String settings = System.getenv("SOFTHSM2_CONF");
        assumeTrue(settings != null, "SOFTHSM2_CONF is not set: run it with Maven");
        Path tokens = Files.createDirectories(directory.resolve("tokens"));
        Files.createDirectories(Path.of(settings).getParent());
        Files.writeString(Path.of(settings), "directories.tokendir = " + tokens + "\nlog.level = ERROR\n");
        String said =
                run("softhsm2-util", "--init-token", "--free", "--label", "tipstaff", "--pin", PIN, "--so-pin", PIN);
        Matcher number = Pattern.compile("slot (\\d+)").matcher(said);
        assertThat(number.find()).as(said).isTrue();
        slot = Long.parseLong(number.group(1));
        authority = DemonstrationAuthority.open(directory.resolve("keys"), "Casey Custodian", CLOCK);
        importKey();
    }

    /** The demonstration's custodian, but with the key in the token. */
    private static void importKey() throws Exception {
        char[] password = Files.readString(directory.resolve("keys/password")).toCharArray();
        KeyStore files =
                KeyStore.getInstance(directory.resolve("keys/demonstration.p12").toFile(), password);
        Provider provider =
                Security.getProvider("SunPKCS11").configure("--name=Import\nlibrary=" + library + "\nslot=" + slot);
        KeyStore token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, PIN.toCharArray());
        PrivateKey key = (PrivateKey) files.getKey("custodian", password);
        Certificate[] chain = files.getCertificateChain("custodian");
        token.setKeyEntry("records", key, null, chain);
        // A process signs in to a token once for all; a wrong PIN would not be noticed.
        ((AuthProvider) provider).logout();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    @Test
    void a_key_in_a_token_signs_and_the_document_is_valid() {
        try (SigningKey key = SigningKey.fromPkcs11(library, slot, PIN.toCharArray(), "records")) {
            Path signed = new DocumentSigner(key, authority.evidence(), CLOCK)
                    .sign(
                            Documents.pdf(directory.resolve("plain.pdf"), 1000),
                            directory.resolve("signed.pdf"),
                            SignerStatement.invisible("Casey Custodian", "Certificate", "Cupertino"))
                    .file();

            SignatureReport report = new SignatureValidator(authority.anchors(), CLOCK).validate(signed);
            assertThat(report.problems()).isEmpty();
            assertThat(report.verdict()).isEqualTo(SignatureReport.Verdict.VALID);
            assertThat(report.level()).isEqualTo("PAdES-BASELINE-LTA");
            assertThat(report.signerName()).contains("Casey Custodian");
        }
    }

    @Test
    void what_is_set_wrongly_is_named() {
        assertThatThrownBy(() -> SigningKey.fromPkcs11(library, slot, "000000".toCharArray(), "records"))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("tipstaff.signing.pkcs11.pin");
        assertThatThrownBy(() -> SigningKey.fromPkcs11(library, slot, PIN.toCharArray(), "nobody"))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("tipstaff.signing.pkcs11.key");
        assertThatThrownBy(() -> SigningKey.fromPkcs11(library, 77, PIN.toCharArray(), "records"))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("tipstaff.signing.pkcs11.slot");
        assertThatThrownBy(() -> SigningKey.fromPkcs11(Path.of("/none.so"), slot, PIN.toCharArray(), "records"))
                .isInstanceOf(SigningException.class)
                .hasMessageContaining("tipstaff.signing.pkcs11.library");
    }
}
