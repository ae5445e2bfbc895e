package org.tipstaff.signing;

import java.util.Optional;

/**
 * What is said by signing, by a custodian or for the provider; the entries of ISO 32000-1 table 252 of the same names.
 *
 * @param custodianName the human being who certifies; the provider, where its key seals what nobody certifies
 * @param reason why it is signed
 * @param location where it is signed
 * @param field where the signature is seen; empty: in the named field, or nowhere
 * @param fieldName an empty signature field that the document has and that the signature fills; empty: a new field
 */
public record SignerStatement(
        String custodianName,
        String reason,
        String location,
        Optional<SignatureField> field,
        Optional<String> fieldName) {
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
        return new SignerStatement(custodianName, reason, location, Optional.empty(), Optional.empty());
    }

    /** A statement seen at a place of its own. */
    public static SignerStatement at(String custodianName, String reason, String location, SignatureField field) {
        return new SignerStatement(custodianName, reason, location, Optional.of(field), Optional.empty());
    }

    /** A statement seen in a field that the document keeps for it. */
    public static SignerStatement inField(String custodianName, String reason, String location, String fieldName) {
        return new SignerStatement(custodianName, reason, location, Optional.empty(), Optional.of(fieldName));
    }
}
