@NullMarked
package org.tipstaff.invitation;

import org.jspecify.annotations.NullMarked;
