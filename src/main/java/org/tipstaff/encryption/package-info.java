/** Keys that agencies want their downloads encrypted to, and the encryption. Knows nothing of requests. */
@NullMarked
package org.tipstaff.encryption;

import org.jspecify.annotations.NullMarked;
