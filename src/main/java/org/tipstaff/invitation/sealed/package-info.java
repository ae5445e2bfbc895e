/** The log put together. The only room that knows all the others. */
@NullMarked
package org.tipstaff.invitation.sealed;

import org.jspecify.annotations.NullMarked;
