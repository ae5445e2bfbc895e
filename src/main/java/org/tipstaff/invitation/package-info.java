/** The face of the invitation log: what it holds, how it is asked, and what it answers. Its other rooms are its own. */
@NullMarked
package org.tipstaff.invitation;

import org.jspecify.annotations.NullMarked;
