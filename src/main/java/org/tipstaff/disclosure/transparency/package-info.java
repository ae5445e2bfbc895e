/** The half-yearly report for anybody: numbers only. */
@NullMarked
package org.tipstaff.disclosure.transparency;

import org.jspecify.annotations.NullMarked;
