package org.tipstaff.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tipstaff.sealing.Sha256;

/** What the portal encrypts, GnuPG and OpenSSL decrypt; what cannot be relied on is said to be so. */
class RecipientKeyTest {
    private static final String USER = "Evidence Room <evidence@agency.example>";

    private EvidenceRoom room;

    private static Instant now() {
        return java.time.Clock.systemUTC().instant();
    }

    @BeforeEach
    void open() throws IOException {
        room = EvidenceRoom.open();
    }

    @ParameterizedTest
    @CsvSource({"default", "future-default"})
    void gpg_decrypts_what_is_encrypted_to_its_key(String algorithm) throws Exception {
        RecipientKey key = RecipientKey.read(room.openPgpKey(USER, algorithm, "default", "1y"));
        byte[] plain = plain(3_000_000);

        byte[] message = encrypted(key, plain);

        EvidenceRoom.Answer answer = room.decryptOpenPgp(message);
        assertThat(answer.exit()).isZero();
        assertThat(Sha256.of(answer.out())).isEqualTo(Sha256.of(plain));
        assertThat(room.packets(message)).contains("mdc_method", "TS-26-000017-D1.pdf");
        assertThat(key.owner()).isEqualTo(USER);
        assertThat(key.fingerprint()).matches("[0-9A-F]{40}");
        assertThat(key.validUntil().orElseThrow())
                .isBetween(now().plus(Duration.ofDays(364)), now().plus(Duration.ofDays(367)));
        refusedByBoth(message, room::decryptOpenPgp);
    }

    @ParameterizedTest
    @CsvSource({
        "keyEncipherment, rsa:3072, ''",
        "keyAgreement, ec, ec_paramgen_curve:P-256",
        "keyAgreement, ec, ec_paramgen_curve:P-384"
    })
    void openssl_decrypts_what_is_encrypted_to_its_certificate(String usage, String algorithm, String option)
            throws Exception {
        String pem = option.isEmpty()
                ? room.certificate(usage, algorithm)
                : room.certificate(usage, algorithm, "-pkeyopt", option);
        RecipientKey key = RecipientKey.read(pem);
        byte[] plain = plain(3_000_000);

        byte[] message = encrypted(key, plain);

        EvidenceRoom.Answer answer = room.decryptCms(message);
        assertThat(answer.exit()).isZero();
        assertThat(Sha256.of(answer.out())).isEqualTo(Sha256.of(plain));
        assertThat(key.owner()).contains("Evidence room");
        refusedByBoth(message, room::decryptCms);
    }

    private interface Decryption {
        EvidenceRoom.Answer of(byte[] message) throws IOException;
    }

    /** One changed byte, and a message that breaks off. */
    private static void refusedByBoth(byte[] message, Decryption decryption) throws IOException {
        byte[] changed = message.clone();
        changed[message.length / 2] ^= 1;
        assertThat(decryption.of(changed).exit()).isNotZero();
        assertThat(decryption
                        .of(java.util.Arrays.copyOf(message, message.length - 200))
                        .exit())
                .isNotZero();
    }

    @Test
    void what_breaks_off_has_no_end_that_passes_for_one() throws Exception {
        RecipientKey key = RecipientKey.read(room.openPgpKey(USER, "default", "default", "1y"));
        RecipientKey certificate = RecipientKey.read(room.certificate("keyEncipherment", "rsa:3072"));
        for (RecipientKey each : new RecipientKey[] {key, certificate}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> each.encrypt(
                            plain -> {
                                plain.write(plain(500_000));
                                throw new IOException("the store fails");
                            },
                            out,
                            "a.csv",
                            now()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the store fails");
            assertThat(
                            each == key
                                    ? room.decryptOpenPgp(out.toByteArray()).exit()
                                    : room.decryptCms(out.toByteArray()).exit())
                    .isNotZero();
        }
    }

    /** What was written is on its way long before the content is complete, so no file has to fit into memory. */
    @Test
    void it_is_encrypted_while_it_is_written() throws Exception {
        for (RecipientKey key : new RecipientKey[] {
            RecipientKey.read(room.openPgpKey(USER, "future-default", "default", "1y")),
            RecipientKey.read(room.certificate("keyEncipherment", "rsa:3072"))
        }) {
            long[] sent = new long[1];
            OutputStream counting = new OutputStream() {
                @Override
                public void write(int b) {
                    sent[0]++;
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    sent[0] += length;
                }
            };
            byte[] part = plain(1 << 16);
            key.encrypt(
                    plain -> {
                        for (long written = 0; written < 100 << 20; written += part.length) {
                            plain.write(part);
                            assertThat(written - sent[0]).as("bytes held back").isLessThan(1 << 20);
                        }
                    },
                    counting,
                    "a.csv",
                    now());
            assertThat(sent[0]).isGreaterThan(100 << 20);
        }
    }

    @Test
    void an_expired_or_revoked_key_is_not_used_and_the_sentence_says_which_it_is() throws Exception {
        RecipientKey expired = RecipientKey.read(room.expiredOpenPgpKey());
        assertUnusable(() -> expired.requireUsable(now()), "expired on");
        assertThatThrownBy(() -> encrypted(expired, plain(10))).isInstanceOf(IOException.class);

        String user = "Lost <lost@agency.example>";
        RecipientKey lost = RecipientKey.read(room.openPgpKey(user, "default", "default", "1y"));
        lost.requireUsable(now());
        RecipientKey revoked = RecipientKey.read(room.revoked(user, lost.fingerprint()));
        assertUnusable(() -> revoked.requireUsable(now()), "was revoked by its owner");

        RecipientKey certificate = RecipientKey.read(room.certificate("keyEncipherment", "rsa:3072"));
        assertUnusable(() -> certificate.requireUsable(now().plus(Duration.ofDays(400))), "expired on");
        assertUnusable(() -> certificate.requireUsable(now().minus(Duration.ofDays(400))), "not valid before");
    }

    @Test
    void what_cannot_encrypt_or_is_too_weak_is_refused() throws Exception {
        RecipientKey signing = RecipientKey.read(room.openPgpKey("Signer <signer@agency.example>", "rsa3072", "sign"));
        assertUnusable(() -> signing.requireUsable(now()), "has no part that may encrypt");
        RecipientKey weak =
                RecipientKey.read(room.openPgpKey("Weak <weak@agency.example>", "rsa1024", "cert,encr", "1y"));
        assertThatThrownBy(() -> weak.requireUsable(now())).isInstanceOf(UnusableKey.class);
        RecipientKey forSignatures = RecipientKey.read(room.certificate("digitalSignature", "rsa:3072"));
        assertUnusable(() -> forSignatures.requireUsable(now()), "key usage does not have keyEncipherment");
        RecipientKey small = RecipientKey.read(room.certificate("keyEncipherment", "rsa:1024"));
        assertUnusable(() -> small.requireUsable(now()), "RSA of 1024 bits");
    }

    @Test
    void what_is_no_public_key_is_refused_with_what_would_help() throws Exception {
        assertUnusable(() -> RecipientKey.read("ssh-ed25519 AAAA"), "Enter an armoured OpenPGP public key");
        String armoured = room.openPgpKey(USER, "default", "default", "1y");
        assertUnusable(() -> RecipientKey.read(room.privateOpenPgpKey(USER)), "This holds a private key");
        assertUnusable(() -> RecipientKey.read(armoured.substring(0, armoured.length() / 2)), "cannot be read");
        assertUnusable(() -> RecipientKey.read(armoured + armoured), "exactly one");
        String pem = room.certificate("keyEncipherment", "rsa:3072");
        assertUnusable(() -> RecipientKey.read(pem + pem), "exactly one");
        assertUnusable(() -> RecipientKey.read(pem.replaceFirst("MII.{20}", "")), "cannot be read");
    }

    private static void assertUnusable(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(UnusableKey.class).hasMessageContaining(words);
    }

    private byte[] encrypted(RecipientKey key, byte[] plain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        key.encrypt(content -> content.write(plain), out, "TS-26-000017-D1.pdf", now());
        return out.toByteArray();
    }

    private static byte[] plain(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
