/** What programs rely on: how the API is described, and what it does not let pass. */
@NullMarked
package org.tipstaff.web.api;

import org.jspecify.annotations.NullMarked;
