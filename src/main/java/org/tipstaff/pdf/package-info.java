@NullMarked
package org.tipstaff.pdf;

import org.jspecify.annotations.NullMarked;
