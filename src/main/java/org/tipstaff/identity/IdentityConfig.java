package org.tipstaff.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a sign-in counts. */
@ConfigMapping(prefix = "tipstaff.identity")
public interface IdentityConfig {
    /** A sign-in not older than this is fresh enough to download, certify or recall. */
    @WithDefault("PT5M")
    Duration freshFor();

    /** A session unused for this long is over (FBI CJIS Security Policy, AC-11: at most 30 minutes). */
    @WithDefault("PT30M")
    Duration idle();

    /** A session is over this long after the sign-in, however much it is used. */
    @WithDefault("PT10H")
    Duration sessionLifetime();
}
