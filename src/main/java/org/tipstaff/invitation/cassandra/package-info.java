/** The engine Cassandra: days in a ring, for services that outgrow one machine. */
@NullMarked
package org.tipstaff.invitation.cassandra;

import org.jspecify.annotations.NullMarked;
