/** The rows and everything around them as a document for people and courts. */
@NullMarked
package org.tipstaff.disclosure.document;

import org.jspecify.annotations.NullMarked;
