/** One act has one result, however often it is asked for. */
@NullMarked
package org.tipstaff.request.once;

import org.jspecify.annotations.NullMarked;
