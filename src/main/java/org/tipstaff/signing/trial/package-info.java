/** Whether signing would succeed now, found out before anybody certifies. */
@NullMarked
package org.tipstaff.signing.trial;

import org.jspecify.annotations.NullMarked;
