@NullMarked
package org.tipstaff.demo;

import org.jspecify.annotations.NullMarked;
