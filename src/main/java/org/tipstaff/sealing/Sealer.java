package org.tipstaff.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.mac.HmacParameters;
import com.google.crypto.tink.mac.MacConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.tipstaff.web.Problem;

/** Seals values that fit in memory, so that no table holds them in plain. */
@ApplicationScoped
public class Sealer {
    private static final AesGcmParameters AES_256_GCM = aesGcm();
    private static final HmacParameters HMAC_SHA256 = hmac();

    private final KeyStore keys;

    public Sealer(KeyStore keys) {
        this.keys = keys;
    }

    /**
     * @param key made where it is missing
     * @param context what the value is, for example {@code request.terms}; a value sealed for one place does not open
     *     in another
     */
    public byte[] seal(KeyName key, String context, byte[] plain) {
        try {
            return aead(keys.getOrCreate(key, AES_256_GCM)).encrypt(plain, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A value cannot be sealed", e);
        }
    }

    /**
     * Opens a value. Keys of values are never destroyed while the value is there, so one that is missing is no destruction
     * but a key store that is not whole, for instance a directory that is not mounted.
     *
     * @throws Problem UNAVAILABLE where its key is not in the key store
     * @throws IllegalStateException where it was changed, or sealed for another place
     */
    public byte[] open(KeyName key, String context, byte[] sealed) {
        KeysetHandle handle = keys.find(key).orElseThrow(Sealer::keyMissing);
        try {
            return aead(handle).decrypt(sealed, context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sealed value was changed, or lies under another key: " + key, e);
        }
    }

    /** Of what lies sealed and has no key: only what is recorded as destroyed is destroyed. */
    static Problem keyMissing() {
        return Problem.of(
                Problem.Kind.UNAVAILABLE,
                "What is kept here cannot be opened now: its key is not in the key store. Nothing says that it"
                        + " was destroyed; whoever runs the portal has to see to the directory of keys.");
    }

    /** A keyed fingerprint (HMAC-SHA-256, 32 bytes), to find equal values without keeping them. */
    public byte[] fingerprint(KeyName key, String value) {
        try {
            Mac mac = keys.getOrCreate(key, HMAC_SHA256).getPrimitive(RegistryConfiguration.get(), Mac.class);
            return mac.computeMac(value.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No fingerprint can be made", e);
        }
    }

    private static Aead aead(KeysetHandle handle) throws GeneralSecurityException {
        return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
    }

    private static AesGcmParameters aesGcm() {
        try {
            AeadConfig.register();
            return AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.TINK)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HmacParameters hmac() {
        try {
            MacConfig.register();
            return HmacParameters.builder()
                    .setKeySizeBytes(32)
                    .setTagSizeBytes(32)
                    .setHashType(HmacParameters.HashType.SHA256)
                    .setVariant(HmacParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
