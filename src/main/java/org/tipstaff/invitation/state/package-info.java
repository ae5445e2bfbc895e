/** How the log stands: numbers and days, never a handle. */
@NullMarked
package org.tipstaff.invitation.state;

import org.jspecify.annotations.NullMarked;
