package org.tipstaff.encryption;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.MPInteger;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.PublicSubkeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that would keep the application busy or fill its memory. */
@Timeout(20)
class OpenPgpBoundsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Date MADE = Date.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final BigInteger USUAL_EXPONENT = BigInteger.valueOf(65_537);

    private final Random random = new Random(42);

    @Test
    void a_number_that_takes_minutes_to_calculate_with_is_refused_before_anything_is_calculated() throws Exception {
        assertUnusable(rsa(number(4_096), number(4_096)), "4096 bits where 64 are the most");
        assertUnusable(rsa(number(16_384), USUAL_EXPONENT), "16384 bits where 8192 are the most");
        assertUnusable(rsa(number(100_000), number(100_000)), "bits");
        assertUnusable(
                signed(new PublicKeyPacket(
                        PublicKeyPacket.VERSION_4,
                        PublicKeyAlgorithmTags.DSA,
                        MADE,
                        new DSAPublicBCPGKey(number(2_048), number(2_047), number(2_000), number(2_000)))),
                "2047 bits where 512 are the most");
    }

    @Test
    void a_key_of_very_many_parts_is_refused() throws Exception {
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        try (BCPGOutputStream out = new BCPGOutputStream(parts)) {
            new PublicKeyPacket(PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.RSA_GENERAL, MADE, usual())
                    .encode(out);
            new UserIDPacket("Squad <squad@agency.example>").encode(out);
            for (int i = 0; i < 60; i++) {
                new PublicSubkeyPacket(PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.RSA_GENERAL, MADE, usual())
                        .encode(out);
            }
        }
        assertUnusable(armored(parts.toByteArray()), "more than 30 parts");
    }

    @Test
    void a_packed_part_is_not_unpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        PGPCompressedDataGenerator generator = new PGPCompressedDataGenerator(PGPCompressedData.BZIP2);
        try (OutputStream out = generator.open(packed)) {
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                out.write(megabyte);
            }
        }
        assertUnusable(armored(packed.toByteArray()), "something else than a public key");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        new PublicKeyPacket(PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.RSA_GENERAL, MADE, usual())
                .encode(new BCPGOutputStream(both));
        both.writeBytes(packed.toByteArray());
        assertUnusable(armored(both.toByteArray()), "");
    }

    @Test
    void more_than_a_key_can_be_long_is_not_read() {
        assertUnusable("-----BEGIN PGP PUBLIC KEY BLOCK-----\n" + "A".repeat(60_000), "at most 60,000 characters");
    }

    private static void assertUnusable(String material, String why) {
        assertThatThrownBy(() -> RecipientKey.read(material).requireUsable(NOW))
                .isInstanceOfSatisfying(
                        UnusableKey.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.sentence())
                                .contains(why));
    }

    private RSAPublicBCPGKey usual() {
        return new RSAPublicBCPGKey(number(2_048), USUAL_EXPONENT);
    }

    private String rsa(BigInteger modulus, BigInteger exponent) throws Exception {
        return signed(new PublicKeyPacket(
                PublicKeyPacket.VERSION_4,
                PublicKeyAlgorithmTags.RSA_GENERAL,
                MADE,
                new RSAPublicBCPGKey(modulus, exponent)));
    }

    /** With a user and a signature of the right form, so that somebody would calculate. */
    private String signed(PublicKeyPacket packet) throws IOException, PGPException {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        BCPGOutputStream out = new BCPGOutputStream(key);
        packet.encode(out);
        new UserIDPacket("Squad <squad@agency.example>").encode(out);
        byte[] fingerprint = new PGPPublicKey(packet, new BcKeyFingerprintCalculator()).getFingerprint();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        // Version 4, a positive certification, RSA, SHA-256; made, issued by this key (RFC 9580, 5.2.3).
        body.writeBytes(
                new byte[] {4, 0x13, (byte) packet.getAlgorithm(), 8, 0, 29, 5, 2, 0x69, 0x56, 0, 0, 22, 33, 4});
        body.writeBytes(fingerprint);
        body.writeBytes(new byte[] {0, 0, 1, 2});
        new MPInteger(number(2_000)).encode(new BCPGOutputStream(body));
        if (packet.getAlgorithm() == PublicKeyAlgorithmTags.DSA) {
            new MPInteger(number(2_000)).encode(new BCPGOutputStream(body));
        }
        out.write(0xC0 | PacketTags.SIGNATURE);
        out.write(0xFF);
        out.write(new byte[] {0, 0, (byte) (body.size() >> 8), (byte) body.size()});
        out.write(body.toByteArray());
        return armored(key.toByteArray());
    }

    private BigInteger number(int bits) {
        return new BigInteger(bits, random).setBit(bits - 1).setBit(0);
    }

    private static String armored(byte[] packets) throws IOException {
        ByteArrayOutputStream armor = new ByteArrayOutputStream();
        try (ArmoredOutputStream out = new ArmoredOutputStream(armor)) {
            out.write(packets);
        }
        return armor.toString(java.nio.charset.StandardCharsets.US_ASCII)
                .replaceAll("(BEGIN|END) PGP [A-Z ]+-----", "$1 PGP PUBLIC KEY BLOCK-----");
    }
}
