@NullMarked
package org.tipstaff.request;

import org.jspecify.annotations.NullMarked;
