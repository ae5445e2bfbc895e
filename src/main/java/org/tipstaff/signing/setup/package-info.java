/** Keys, evidence and signers as the operator configured them; refuses to start with what cannot work. */
@NullMarked
package org.tipstaff.signing.setup;

import org.jspecify.annotations.NullMarked;
