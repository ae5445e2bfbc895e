@NullMarked
package org.tipstaff.time;

import org.jspecify.annotations.NullMarked;
