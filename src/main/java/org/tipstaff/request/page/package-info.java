/** The officers' pages, and what anybody may read. */
@NullMarked
package org.tipstaff.request.page;

import org.jspecify.annotations.NullMarked;
