/** Two made-up authorities, so that the demonstration and the tests sign without any server. */
@NullMarked
package org.tipstaff.signing.demonstration;

import org.jspecify.annotations.NullMarked;
