/** Who may have which file, how long and in which form; each is audited before a byte leaves. */
@NullMarked
package org.tipstaff.disclosure.deliver;

import org.jspecify.annotations.NullMarked;
