@NullMarked
package org.tipstaff;

import org.jspecify.annotations.NullMarked;
