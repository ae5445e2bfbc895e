@NullMarked
package org.tipstaff.audit;

import org.jspecify.annotations.NullMarked;
