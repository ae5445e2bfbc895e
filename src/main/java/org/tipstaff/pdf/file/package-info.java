/** The objects and values of a PDF file, as bytes. */
@NullMarked
package org.tipstaff.pdf.file;

import org.jspecify.annotations.NullMarked;
