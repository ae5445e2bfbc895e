package org.tipstaff.sealing;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The key under which all other keys lie at rest: AES-256-GCM (NIST SP 800-38D). While it is being exchanged there is
 * another one that opens and never seals.
 */
final class MasterKey {
    private static final int BYTES = 32;

    private final Aead aead;
    private final List<Aead> opening;

    private MasterKey(Aead aead, List<Aead> opening) {
        this.aead = aead;
        this.opening = List.copyOf(opening);
    }

    /**
     * The master key that the configuration names.
     *
     * @throws IllegalStateException with a sentence that says what to set
     */
    static MasterKey of(KeyConfiguration configuration) {
        MasterKey master = sealing(configuration);
        return other(configuration).map(master::alsoOpeningWhatLiesUnder).orElse(master);
    }

    private static Optional<MasterKey> other(KeyConfiguration configuration) {
        return configuration
                .otherMasterKey()
                .map(value -> decode(value, "tipstaff.keys.other-master-key"))
                .or(() -> configuration
                        .otherMasterKeyFile()
                        .map(file -> read(file, "tipstaff.keys.other-master-key-file")));
    }

    private static MasterKey sealing(KeyConfiguration configuration) {
        if (configuration.masterKey().isPresent()) {
            return decode(configuration.masterKey().get(), "tipstaff.keys.master-key");
        }
        Path file =
                configuration.masterKeyFile().orElse(configuration.directory().resolve("master.key.b64"));
        if (!Files.exists(file)) {
            if (!configuration.create()) {
                throw new IllegalStateException(
                        "There is no master key: set tipstaff.keys.master-key-file to a file, or"
                                + " tipstaff.keys.master-key to a value, of 32 random bytes in base64"
                                + " (openssl rand -base64 32)");
            }
            refuseToOrphanKeys(configuration.directory());
            create(file);
        }
        return read(file, "tipstaff.keys.master-key-file");
    }

    private static MasterKey read(Path file, String setting) {
        try {
            return decode(Files.readString(file), "the file named by " + setting);
        } catch (IOException e) {
            throw new IllegalStateException("The file named by " + setting + " cannot be read", e);
        }
    }

    /** A new master key beside keys that lie under another one would make all of those unreadable for ever. */
    private static void refuseToOrphanKeys(Path directory) {
        if (!KeyFile.namesIn(directory).isEmpty()) {
            throw new IllegalStateException(
                    "There are keys in tipstaff.keys.directory but the master key that opens them"
                            + " is missing: restore it, or empty the directory to lose everything sealed under them");
        }
    }

    private static void create(Path file) {
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        try {
            KeyFile.publish(file, Base64.getEncoder().encode(fresh));
        } catch (IOException e) {
            throw new IllegalStateException("The master key cannot be written", e);
        }
    }

    private static MasterKey decode(String base64, String where) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes what it could not read, and that is a secret.
            throw new IllegalStateException("The master key in " + where + " is not base64");
        }
        if (bytes.length != BYTES) {
            throw new IllegalStateException("The master key in " + where + " does not have 32 bytes");
        }
        return of(bytes);
    }

    /** @param bytes 32 of them */
    @AccessesPartialKey
    static MasterKey of(byte[] bytes) {
        try {
            AeadConfig.register();
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(BYTES)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            AesGcmKey key = AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .build();
            KeysetHandle handle = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(key).withRandomId().makePrimary())
                    .build();
            Aead aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
            return new MasterKey(aead, List.of(aead));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The master key does not work", e);
        }
    }

    private MasterKey alsoOpeningWhatLiesUnder(MasterKey other) {
        return new MasterKey(aead, List.of(aead, other.aead));
    }

    byte[] seal(KeysetHandle key, KeyName name) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.serializeEncryptedKeyset(key, aead, boundTo(name));
    }

    /** @throws GeneralSecurityException where the key is damaged, of another name, or lies under a third master key */
    Opened open(byte[] sealed, KeyName name) throws GeneralSecurityException {
        GeneralSecurityException last = new GeneralSecurityException("No master key");
        for (Aead one : opening) {
            try {
                return new Opened(TinkProtoKeysetFormat.parseEncryptedKeyset(sealed, one, boundTo(name)), one == aead);
            } catch (GeneralSecurityException e) {
                last = e;
            }
        }
        throw last;
    }

    /**
     * A key that was opened.
     *
     * @param current whether it lies under the master key that seals, not under the other one
     */
    record Opened(KeysetHandle key, boolean current) {}

    private static byte[] boundTo(KeyName name) {
        return name.value().getBytes(StandardCharsets.US_ASCII);
    }
}
