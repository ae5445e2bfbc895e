/** What lists of requests show beside each. */
@NullMarked
package org.tipstaff.request.queue;

import org.jspecify.annotations.NullMarked;
