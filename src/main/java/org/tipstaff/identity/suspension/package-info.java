/** Who is kept out, since when and why. */
@NullMarked
package org.tipstaff.identity.suspension;

import org.jspecify.annotations.NullMarked;
