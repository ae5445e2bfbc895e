/** Forms: what they show again, what they may hold, and that they are our own. */
@NullMarked
package org.tipstaff.web.form;

import org.jspecify.annotations.NullMarked;
