/** The rows for programs: CSV, JSON with its schema, and the provider's own spreadsheet. */
@NullMarked
package org.tipstaff.disclosure.twin;

import org.jspecify.annotations.NullMarked;
