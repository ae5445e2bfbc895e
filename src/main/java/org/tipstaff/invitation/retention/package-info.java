/** How long rows are kept, who changes that, and the destruction of what is past it. */
@NullMarked
package org.tipstaff.invitation.retention;

import org.jspecify.annotations.NullMarked;
