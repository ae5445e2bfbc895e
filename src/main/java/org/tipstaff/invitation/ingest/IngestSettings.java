package org.tipstaff.invitation.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of the way in over HTTP. */
@ConfigMapping(prefix = "tipstaff.log")
public interface IngestSettings {
    /** Most bytes of one upload over HTTP, which is one transaction. */
    @WithDefault("1G")
    MemorySize largestUpload();
}
