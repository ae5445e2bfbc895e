/** A request is received: examined first, then made complete in one transaction. */
@NullMarked
package org.tipstaff.request.receipt;

import org.jspecify.annotations.NullMarked;
