@NullMarked
package org.tipstaff.signing;

import org.jspecify.annotations.NullMarked;
