@NullMarked
package org.tipstaff.hold;

import org.jspecify.annotations.NullMarked;
