@NullMarked
package org.tipstaff.document;

import org.jspecify.annotations.NullMarked;
