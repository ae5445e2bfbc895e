package org.tipstaff.signing;

import java.util.Optional;

/**
 * What the custodian says by signing; the entries of ISO 32000-1 table 252 of the same names.
 *
 * @param custodianName the human being who certifies
 * @param reason why it is signed
 * @param location where it is signed
 * @param field where the signature is seen; empty: an invisible signature
 */
public record SignerStatement(String custodianName, String reason, String location, Optional<SignatureField> field) {
    public SignerStatement {
        if (custodianName.isBlank()) {
            throw new IllegalArgumentException("A named person signs");
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A signature states its reason");
        }
    }

    /** A statement whose signature shows on no page. */
    public static SignerStatement invisible(String custodianName, String reason, String location) {
        return new SignerStatement(custodianName, reason, location, Optional.empty());
    }
}
