/** From an approved request to the files that a custodian will read. */
@NullMarked
package org.tipstaff.disclosure.prepare;

import org.jspecify.annotations.NullMarked;
