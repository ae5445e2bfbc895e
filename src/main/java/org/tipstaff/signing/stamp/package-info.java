/** Keeps signatures provable beyond the end of what their last time-stamp rests on. */
@NullMarked
package org.tipstaff.signing.stamp;

import org.jspecify.annotations.NullMarked;
