package org.tipstaff.process;

/** What the digital signature of an order's document says. */
public enum OrderSignature {
    /** Valid, by a signer whom the provider trusts. */
    VALID_TRUSTED,
    /** Valid, but nobody here vouches for the signer. */
    VALID_UNKNOWN_SIGNER,
    /** The last signature holds, but what an earlier signer signed was changed before it. */
    SIGNED_AFTER_CHANGE,
    /** Something was added after it was signed, or a program wrote the file anew. */
    REWRITTEN,
    /** The document was changed after it was signed. */
    ALTERED,
    /** There is a signature, and nothing certain can be said of it. */
    INDETERMINATE,
    UNSIGNED
}
