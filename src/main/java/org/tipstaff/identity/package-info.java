@NullMarked
package org.tipstaff.identity;

import org.jspecify.annotations.NullMarked;
