package org.tipstaff.web.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one caller may ask. Each copy of the application counts for itself. */
@ConfigMapping(prefix = "tipstaff.limits")
public interface LimitsConfig {
    /** Off where a proxy before the portal limits already. */
    @WithDefault("true")
    boolean enabled();

    /** Whole seconds in which the numbers below may be used up; they come back evenly over the same time. */
    @WithDefault("PT1M")
    Duration window();

    /** Verifications and looks at the published figures, of one account or address. */
    @WithDefault("300")
    int lookUps();

    /** Steps of signing in from one address, where a whole agency may sit behind; a sign-in takes three. */
    @WithDefault("300")
    int signIns();

    /** Drafts begun, documents sent and requests filed by one account. */
    @WithDefault("600")
    int filings();

    /** Most callers that are remembered at once. Whoever falls out begins anew. */
    @WithDefault("100000")
    int callers();
}
