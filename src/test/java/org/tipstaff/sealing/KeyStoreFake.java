package org.tipstaff.sealing;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Keys in memory, for tests. */
public final class KeyStoreFake implements KeyStore {
    private final ConcurrentSkipListMap<String, KeysetHandle> keys = new ConcurrentSkipListMap<>();

    @Override
    public synchronized KeysetHandle getOrCreate(KeyName name, Parameters parameters) {
        return keys.computeIfAbsent(name.value(), missing -> {
            try {
                return KeysetHandle.generateNew(parameters);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public Optional<KeysetHandle> find(KeyName name) {
        return Optional.ofNullable(keys.get(name.value()));
    }

    @Override
    public void destroy(KeyName name) {
        keys.remove(name.value());
    }

    @Override
    public List<KeyName> list(String prefix) {
        return keys.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .map(KeyName::new)
                .toList();
    }
}
