package org.tipstaff.document;

/** What the digital signatures in a document are worth; where there are several, the worst of them. From best to worst. */
public enum SignatureVerdict {
    /** Intact, nothing but further signatures came after it, and its certificate leads to a trusted one. */
    VALID_TRUSTED,
    /** Intact, but nobody here vouches for the signer's certificate. */
    VALID_UNKNOWN_SIGNER,
    /** Signed, and then changed; or the signature cannot be verified at all. */
    ALTERED,
    /** Carries no digital signature. Most orders do not. */
    NOT_SIGNED
}
