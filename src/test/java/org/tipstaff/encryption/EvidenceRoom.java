package org.tipstaff.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An agency's evidence room with the real GnuPG and OpenSSL: makes keys and decrypts. Where they are missing, tests are skipped. */
public final class EvidenceRoom {
    private final Path home;

    private EvidenceRoom(Path home) {
        this.home = home;
    }

    /** In a short path, because the agent's socket must fit into 108 characters. */
    public static EvidenceRoom open() throws IOException {
        assumeTrue(exists("gpg"), "gpg is not installed: encryption to OpenPGP keys is not tested");
        assumeTrue(exists("openssl"), "openssl is not installed: encryption to certificates is not tested");
        return new EvidenceRoom(Files.createTempDirectory("er"));
    }

    private static boolean exists(String program) {
        try {
            return new ProcessBuilder(program, program.equals("gpg") ? "--version" : "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What a program answered. */
    public record Answer(int exit, byte[] out) {}

    private Answer run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(home.resolve("errors.txt").toFile())
                .start();
        process.getOutputStream().close();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        process.getInputStream().transferTo(out);
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Answer(process.exitValue(), out.toByteArray());
    }

    private Answer gpg(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("gpg", "--homedir", home.toString(), "--batch", "--yes", "--pinentry-mode", "loopback"));
        command.addAll(List.of("--passphrase", ""));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private String text(Answer answer) throws IOException {
        assertThat(answer.exit())
                .as(Files.readString(home.resolve("errors.txt")))
                .isZero();
        return new String(answer.out(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** @param options for {@code --quick-gen-key}: algorithm, usage, expiry */
    public String openPgpKey(String user, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--quick-gen-key", user));
        arguments.addAll(List.of(options));
        text(gpg(arguments.toArray(String[]::new)));
        return text(gpg("--armor", "--export", user));
    }

    /** A key that was made in 2020 for a year. */
    public String expiredOpenPgpKey() throws IOException {
        String user = "Old <old@agency.example>";
        text(gpg("--faked-system-time", "20200101T000000", "--quick-gen-key", user, "default", "default", "1y"));
        return text(gpg("--armor", "--export", user));
    }

    public String privateOpenPgpKey(String user) throws IOException {
        return text(gpg("--armor", "--export-secret-keys", user));
    }

    /** The key with the revocation that GnuPG prepared when it made it. */
    public String revoked(String user, String fingerprint) throws IOException {
        Path prepared = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
        Path revocation = home.resolve("revocation.asc");
        Files.writeString(revocation, Files.readString(prepared).replace(":-----BEGIN", "-----BEGIN"));
        text(gpg("--import", revocation.toString()));
        return text(gpg("--armor", "--export", user));
    }

    /** Decrypts with GnuPG, which also checks the integrity. */
    public Answer decryptOpenPgp(byte[] message) throws IOException {
        Path file = Files.write(home.resolve("message.pgp"), message);
        return gpg("--decrypt", file.toString());
    }

    /** What GnuPG lists of the packets of a message. */
    public String packets(byte[] message) throws IOException {
        Path file = Files.write(home.resolve("message.pgp"), message);
        return text(gpg("--list-packets", "-v", file.toString()));
    }

    /** @param key of {@code openssl req -newkey}, with its options */
    public String certificate(String usage, String... key) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "365", "-newkey"));
        command.addAll(List.of(key));
        command.addAll(List.of("-subj", "/O=Agency of Examples/CN=Evidence room"));
        command.addAll(List.of("-addext", "keyUsage=critical," + usage));
        command.addAll(List.of("-keyout", home.resolve("key.pem").toString()));
        command.addAll(List.of("-out", home.resolve("certificate.pem").toString()));
        text(run(command));
        return Files.readString(home.resolve("certificate.pem"));
    }

    /** Decrypts with OpenSSL and the key of the last certificate. */
    public Answer decryptCms(byte[] message) throws IOException {
        Path file = Files.write(home.resolve("message.p7m"), message);
        return run(List.of(
                "openssl",
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                file.toString(),
                "-recip",
                home.resolve("certificate.pem").toString(),
                "-inkey",
                home.resolve("key.pem").toString()));
    }
}
