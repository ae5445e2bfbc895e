/** What a custodian certified becomes a signed document, and stays provable. */
@NullMarked
package org.tipstaff.disclosure.issue;

import org.jspecify.annotations.NullMarked;
