package org.tipstaff.audit;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.PublicKeySign;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.signature.Ed25519Parameters;
import com.google.crypto.tink.signature.Ed25519PublicKey;
import com.google.crypto.tink.signature.SignatureConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;

/** The Ed25519 key (RFC 8032) that signs checkpoints. It lies with the other keys, never in the database that it vouches for. */
@ApplicationScoped
class CheckpointKey {
    private static final KeyName NAME = new KeyName("audit/checkpoint");

    private final KeyStore keys;

    CheckpointKey(KeyStore keys) {
        this.keys = keys;
    }

    byte[] sign(Checkpoint checkpoint) {
        try {
            return handle().getPrimitive(RegistryConfiguration.get(), PublicKeySign.class)
                    .sign(checkpoint.body().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A checkpoint cannot be signed", e);
        }
    }

    /** 32 bytes. */
    @AccessesPartialKey
    byte[] publicKey() {
        try {
            return ((Ed25519PublicKey)
                            handle().getPublicKeysetHandle().getPrimary().getKey())
                    .getPublicKeyBytes()
                    .toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key of the checkpoints cannot be read", e);
        }
    }

    private KeysetHandle handle() throws GeneralSecurityException {
        SignatureConfig.register();
        return keys.getOrCreate(NAME, Ed25519Parameters.create(Ed25519Parameters.Variant.NO_PREFIX));
    }
}
