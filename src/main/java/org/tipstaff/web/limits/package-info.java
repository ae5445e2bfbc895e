/** How often one caller may ask in a while, and how that is said (ADR 39). Knows no feature but by the addresses of its pages. */
@NullMarked
package org.tipstaff.web.limits;

import org.jspecify.annotations.NullMarked;
