package org.tipstaff.sealing;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * Where keys lie, outside the database: destroying a key makes everything sealed under it unreadable, in the live
 * database and in every copy of it.
 */
public interface KeyStore {
    /** The key of this name; made, and safely kept, before it is returned for the first time. */
    KeysetHandle getOrCreate(KeyName name, Parameters parameters);

    /** The key, or nothing where it never was or was destroyed. */
    Optional<KeysetHandle> find(KeyName name);

    /** Destroys the key for ever, in memory too. Idempotent. */
    void destroy(KeyName name);

    /** The names below a prefix such as {@code log/}, sorted. */
    List<KeyName> list(String prefix);
}
