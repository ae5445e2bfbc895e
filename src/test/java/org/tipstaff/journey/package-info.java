/** The portal seen from outside: whole journeys on real parts, and what must never happen on the way. */
@NullMarked
package org.tipstaff.journey;

import org.jspecify.annotations.NullMarked;
