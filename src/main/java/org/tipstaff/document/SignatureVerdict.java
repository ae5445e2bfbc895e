package org.tipstaff.document;

/** What the digital signatures in a document say, taken together. */
public enum SignatureVerdict {
    /** Intact, nothing but further signatures came after it, and its certificate leads to a trusted one. */
    VALID_TRUSTED,
    /** Intact, but nobody here vouches for the signer's certificate. */
    VALID_UNKNOWN_SIGNER,
    /** The last signature holds for the document as it is, but an earlier signer signed something else. */
    SIGNED_AFTER_CHANGE,
    /** What was signed is still there, and something was added to it, or a program wrote the whole file anew. */
    REWRITTEN,
    /** There is a signature, and nothing certain can be said of it. */
    INDETERMINATE,
    /** Signed, and then changed: for certain. */
    ALTERED,
    /** Carries no digital signature. Most orders do not. */
    NOT_SIGNED
}
