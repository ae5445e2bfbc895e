package org.tipstaff.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * Looks at what an agency's key is made of before anything is unpacked or calculated: a key of 40 KB whose numbers are as
 * long as they may be keeps a processor busy for a second with each signature that is checked, and a packed part unfolds to any size.
 */
final class OpenPgpBounds {
    /** Characters of the armor. */
    static final int LONGEST = 60_000;

    private static final int MOST_KEYS = 30;
    private static final int LONGEST_NUMBER = 8_192; // bits; RSA and discrete logarithms
    private static final int LONGEST_EXPONENT = 64; // bits; 65537 has 17
    private static final int LONGEST_GROUP = 512; // bits; FIPS 186-4 has 256 at most

    private OpenPgpBounds() {}

    /** @throws UnusableKey where the armor holds anything but public keys, or one that nobody has */
    static void check(String material) throws UnusableKey, IOException {
        if (material.length() > LONGEST) {
            throw new UnusableKey("A public key has at most 60,000 characters");
        }
        int keys = 0;
        try (InputStream binary =
                PGPUtil.getDecoderStream(new ByteArrayInputStream(material.getBytes(StandardCharsets.ISO_8859_1)))) {
            BcPGPObjectFactory parts = new BcPGPObjectFactory(binary);
            for (Object part = parts.nextObject(); part != null; part = parts.nextObject()) {
                if (part instanceof PGPPublicKeyRing ring) {
                    for (PGPPublicKey key : ring) {
                        keys++;
                        check(key.getPublicKeyPacket().getKey());
                    }
                } else if (!(part instanceof PGPMarker)) {
                    throw new UnusableKey(
                            "This holds something else than a public key, such as a message or a packed part."
                                    + " Export the key alone with: gpg --armor --export");
                }
                if (keys > MOST_KEYS) {
                    throw new UnusableKey(
                            "This OpenPGP key has more than 30 parts. Export it with: gpg --armor --export"
                                    + " --export-options export-minimal");
                }
            }
        }
    }

    private static void check(BCPGKey key) throws UnusableKey {
        if (key instanceof RSAPublicBCPGKey rsa) {
            require(rsa.getModulus(), LONGEST_NUMBER);
            require(rsa.getPublicExponent(), LONGEST_EXPONENT);
        } else if (key instanceof DSAPublicBCPGKey dsa) {
            require(dsa.getP(), LONGEST_NUMBER);
            require(dsa.getQ(), LONGEST_GROUP);
        } else if (key instanceof ElGamalPublicBCPGKey elGamal) {
            require(elGamal.getP(), LONGEST_NUMBER);
        }
    }

    private static void require(BigInteger number, int bits) throws UnusableKey {
        if (number.bitLength() > bits) {
            throw new UnusableKey("A part of this OpenPGP key has a number of " + number.bitLength() + " bits where "
                    + bits + " are the most that are calculated with. Ask for another key");
        }
    }
}
