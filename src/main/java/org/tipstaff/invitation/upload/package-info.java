/** The client that sends a file to a portal, part by part. Knows nothing of the log but how it answers. */
@NullMarked
package org.tipstaff.invitation.upload;

import org.jspecify.annotations.NullMarked;
