/** What a disclosure says beside its rows: the facts of the process, what was not produced, and what came of the search. */
@NullMarked
package org.tipstaff.disclosure.contents;

import org.jspecify.annotations.NullMarked;
