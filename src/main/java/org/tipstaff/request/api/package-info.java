/** Requests for programs. */
@NullMarked
package org.tipstaff.request.api;

import org.jspecify.annotations.NullMarked;
