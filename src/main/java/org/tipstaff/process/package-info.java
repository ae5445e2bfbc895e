@NullMarked
package org.tipstaff.process;

import org.jspecify.annotations.NullMarked;
