/** A UTC day of the log, the unit of tables, keys and destruction; its sealed rows; and the contract of the engines that keep them. */
@NullMarked
package org.tipstaff.invitation.day;

import org.jspecify.annotations.NullMarked;
