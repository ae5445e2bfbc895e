/** Disclosures: what there is of a request, its files and its editions. The rooms beside it make, sign, hand out and check them. */
@NullMarked
package org.tipstaff.disclosure;

import org.jspecify.annotations.NullMarked;
