/** PDF files while they are signed or judged: what a signature covers, and what was written after it. */
@NullMarked
package org.tipstaff.signing.document;

import org.jspecify.annotations.NullMarked;
