/** What signatures are worth, judged from a file's bytes alone. */
@NullMarked
package org.tipstaff.signing.validation;

import org.jspecify.annotations.NullMarked;
