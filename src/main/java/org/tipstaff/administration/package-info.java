/** What operations may see: how the portal stands, and nothing of a request. */
@NullMarked
package org.tipstaff.administration;

import org.jspecify.annotations.NullMarked;
