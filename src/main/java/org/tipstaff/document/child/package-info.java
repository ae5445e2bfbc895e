/** What runs in the bounded child process, and only there: nothing else in the application may open a filed document. */
@NullMarked
package org.tipstaff.document.child;

import org.jspecify.annotations.NullMarked;
