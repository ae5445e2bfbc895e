/** The way in: lines, batches that count once, and the endpoint of the provider's services. */
@NullMarked
package org.tipstaff.invitation.ingest;

import org.jspecify.annotations.NullMarked;
