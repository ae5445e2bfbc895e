/** Proofs of time and of good standing, from servers. */
@NullMarked
package org.tipstaff.signing.evidence;

import org.jspecify.annotations.NullMarked;
