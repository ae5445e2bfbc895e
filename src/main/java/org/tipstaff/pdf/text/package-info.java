/** Text on a page: fonts, breaking into lines, and what each shape means. */
@NullMarked
package org.tipstaff.pdf.text;

import org.jspecify.annotations.NullMarked;
