@NullMarked
package org.tipstaff.review;

import org.jspecify.annotations.NullMarked;
