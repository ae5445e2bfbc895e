/** Work that takes long: one durable queue in PostgreSQL, joined by whoever has a step to do after a commit. */
@NullMarked
package org.tipstaff.work;

import org.jspecify.annotations.NullMarked;
