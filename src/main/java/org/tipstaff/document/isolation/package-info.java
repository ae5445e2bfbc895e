/** How the process that opens strangers' documents is bounded and cut off. */
@NullMarked
package org.tipstaff.document.isolation;

import org.jspecify.annotations.NullMarked;
