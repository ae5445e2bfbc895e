package org.tipstaff.document.isolation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How documents are inspected. */
@ConfigMapping(prefix = "tipstaff.documents")
public interface DocumentsConfig {
    /** A file or a directory of certificates (PEM or DER) whose signatures are trusted; without it none is. */
    Optional<Path> trustedCertificates();

    /** Where documents lie while they are inspected; without it the system's temporary directory. */
    Optional<Path> workDirectory();

    /** Java heap of the child process, in megabytes. */
    @WithDefault("256")
    int heapMegabytes();

    /** Processor time of one inspection. */
    @WithDefault("60s")
    Duration cpu();

    /** After this an inspection is killed. */
    @WithDefault("90s")
    Duration wallClock();

    /** How many inspections run at once, each account one; others wait for their turn. */
    @WithDefault("2")
    int atOnce();

    /** How long an upload waits for its turn; after that it is answered 503 with {@code Retry-After}. */
    @WithDefault("20s")
    Duration patience();

    /** Whether the child is cut off from the network: {@code auto}, {@code required}, {@code off}. */
    @WithDefault("auto")
    NetworkSeparation network();
}
