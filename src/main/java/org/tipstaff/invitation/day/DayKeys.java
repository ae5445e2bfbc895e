package org.tipstaff.invitation.day;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.tipstaff.sealing.KeyStore;

/**
 * The two keys of each day. The key store is asked every time, so that a key that was destroyed, here or by another
 * copy of the application, is never used again; only what is built on an unchanged key is kept.
 */
public final class DayKeys {
    private static final Parameters HANDLES;
    private static final Parameters DETAILS;

    static {
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            // One key a day and never rotated: no key identifier in front of each sealed value, which the index would
            // carry.
            HANDLES = AesSivParameters.builder()
                    .setKeySizeBytes(64)
                    .setVariant(AesSivParameters.Variant.NO_PREFIX)
                    .build();
            DETAILS = AesGcmParameters.builder()
                    .setKeySizeBytes(32)
                    .setIvSizeBytes(12)
                    .setTagSizeBytes(16)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeyStore store;
    private final Map<LogDay, Built> built = new ConcurrentHashMap<>();

    private record Built(KeysetHandle handles, KeysetHandle details, DaySeal seal) {
        boolean isOf(KeysetHandle handlesNow, KeysetHandle detailsNow) {
            return (handles == handlesNow || handles.equalsKeyset(handlesNow))
                    && (details == detailsNow || details.equalsKeyset(detailsNow));
        }
    }

    public DayKeys(KeyStore store) {
        this.store = store;
    }

    /** The seal of a day; nothing where a key never was, is lost or was destroyed. */
    public Optional<DaySeal> find(LogDay day) {
        Optional<KeysetHandle> handles = store.find(day.handlesKey());
        Optional<KeysetHandle> details = store.find(day.detailsKey());
        if (handles.isEmpty() || details.isEmpty()) {
            built.remove(day);
            return Optional.empty();
        }
        return Optional.of(seal(day, handles.get(), details.get()));
    }

    /** Makes the keys of a day that has no rows yet. */
    public DaySeal create(LogDay day) {
        return seal(day, store.getOrCreate(day.handlesKey(), HANDLES), store.getOrCreate(day.detailsKey(), DETAILS));
    }

    public void destroy(LogDay day) {
        built.remove(day);
        store.destroy(day.handlesKey());
        store.destroy(day.detailsKey());
    }

    private DaySeal seal(LogDay day, KeysetHandle handles, KeysetHandle details) {
        Built known = built.get(day);
        if (known != null && known.isOf(handles, details)) {
            return known.seal();
        }
        try {
            DaySeal seal = new DaySeal(
                    handles.getPrimitive(RegistryConfiguration.get(), DeterministicAead.class),
                    details.getPrimitive(RegistryConfiguration.get(), Aead.class));
            built.put(day, new Built(handles, details, seal));
            return seal;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keys of the log of " + day + " are of the wrong kind", e);
        }
    }
}
