@NullMarked
package org.tipstaff.sealing;

import org.jspecify.annotations.NullMarked;
