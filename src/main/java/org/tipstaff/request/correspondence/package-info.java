/** What agency and reviewers write to each other, and the mail that says that there is something to read. */
@NullMarked
package org.tipstaff.request.correspondence;

import org.jspecify.annotations.NullMarked;
