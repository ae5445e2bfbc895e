package org.tipstaff.sealing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Where keys lie, and the master key under which they lie there. */
@ConfigMapping(prefix = "tipstaff.keys")
public interface KeyConfiguration {
    /** Directory of the sealed keys, shared by all copies of the application. Its backups must expire with the log. */
    @WithDefault("data/keys")
    Path directory();

    /** File with the master key: 32 bytes in base64. Keep it on another volume than the directory. */
    Optional<Path> masterKeyFile();

    /** The master key itself, 32 bytes in base64, for secrets that come from the environment. */
    Optional<String> masterKey();

    /**
     * While the master key is exchanged: a file with the other one, new or old, 32 bytes in base64. It opens keys and
     * never seals them.
     */
    Optional<Path> otherMasterKeyFile();

    /** The same as a value from the environment. */
    Optional<String> otherMasterKey();

    /** Whether a missing master key is made at the first start. For the demonstration and tests only. */
    @WithDefault("false")
    boolean create();
}
