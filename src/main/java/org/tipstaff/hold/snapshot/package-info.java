/** The rows frozen for a request: their form, their counts, and where they lie. */
@NullMarked
package org.tipstaff.hold.snapshot;

import org.jspecify.annotations.NullMarked;
