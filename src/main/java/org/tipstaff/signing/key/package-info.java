/** Keys and certificates of those who sign, now and next. */
@NullMarked
package org.tipstaff.signing.key;

import org.jspecify.annotations.NullMarked;
