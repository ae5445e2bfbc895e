@NullMarked
package org.tipstaff.disclosure;

import org.jspecify.annotations.NullMarked;
