/** The auditors' records of requests. */
@NullMarked
package org.tipstaff.disclosure.records;

import org.jspecify.annotations.NullMarked;
