/** Signs a document and proves the signature before anybody relies on it. */
@NullMarked
package org.tipstaff.signing.sign;

import org.jspecify.annotations.NullMarked;
