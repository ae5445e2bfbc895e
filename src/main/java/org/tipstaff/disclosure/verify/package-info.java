/** Whether a file is a disclosure of the provider and unchanged: for anybody, here and offline. */
@NullMarked
package org.tipstaff.disclosure.verify;

import org.jspecify.annotations.NullMarked;
