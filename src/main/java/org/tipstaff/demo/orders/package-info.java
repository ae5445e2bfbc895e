@NullMarked
package org.tipstaff.demo.orders;

import org.jspecify.annotations.NullMarked;
