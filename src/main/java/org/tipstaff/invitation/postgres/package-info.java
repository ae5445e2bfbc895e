/** The engine PostgreSQL: a table a day, in parts until the day is laid out by handle. */
@NullMarked
package org.tipstaff.invitation.postgres;

import org.jspecify.annotations.NullMarked;
