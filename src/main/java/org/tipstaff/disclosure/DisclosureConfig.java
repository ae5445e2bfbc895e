package org.tipstaff.disclosure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How disclosures are made and delivered. */
@ConfigMapping(prefix = "tipstaff.disclosure")
public interface DisclosureConfig {
    /** How long the files can be downloaded before they must be asked for again. */
    @WithDefault("14D")
    Duration downloadable();

    /** Where the portal is reached, printed under "how to verify". */
    @WithDefault("http://localhost:8080")
    String portal();

    /** The provider's legal name, as printed. */
    @WithDefault("Harborline Messaging, Inc.")
    String provider();

    /** Title of the custodians of records. */
    @WithDefault("Custodian of Records")
    String custodianTitle();

    /** Basis of the custodians' knowledge, continuing "My knowledge rests on". */
    @WithDefault(
            "my duties as custodian of records, in which I am familiar with how the invitation log is written, kept and searched")
    String custodianBasis();

    /** Place printed in the signature. */
    @WithDefault("Wilmington, Delaware")
    String place();

    /** Most rows of the signed document; what is beyond goes into further volumes. Signing takes memory for each row. */
    @WithDefault("5000")
    int signedRows();

    /** Most rows of each further volume; an archival document can hold some 680,000 (ISO 19005-3, 6.1.13). */
    @WithDefault("20000")
    int volumeRows();
}
