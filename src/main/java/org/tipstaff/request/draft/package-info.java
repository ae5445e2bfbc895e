/** What was typed, as it was typed, and the one door from there to a complete filing. */
@NullMarked
package org.tipstaff.request.draft;

import org.jspecify.annotations.NullMarked;
