/** What a search finds within retention, and about how many rows. */
@NullMarked
package org.tipstaff.invitation.search;

import org.jspecify.annotations.NullMarked;
