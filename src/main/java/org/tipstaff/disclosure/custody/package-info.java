/** What custodians of records read, open, certify, decline and recall. */
@NullMarked
package org.tipstaff.disclosure.custody;

import org.jspecify.annotations.NullMarked;
