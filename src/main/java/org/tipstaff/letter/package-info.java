/**
 * What the provider writes on its letterhead and signs, other than a disclosure: refusals, partial grants, confirmations
 * of preservation, certificates of destruction. A letter tells what was done; it certifies nothing (FRE 902, 28 U.S.C.
 * § 1746), because software cannot.
 */
@NullMarked
package org.tipstaff.letter;

import org.jspecify.annotations.NullMarked;
