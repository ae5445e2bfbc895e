package org.tipstaff.signing.sign;

import java.nio.file.Path;
import java.util.Map;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningResult;

/**
 * Who signs with what: custodians each with a key of their own or with the one that they share; the provider with its
 * seal, under which leaves what no person swears to.
 *
 * @param custodians by their accounts at the identity provider: those who have a key of their own
 */
public record Signers(DocumentSigner shared, Map<String, DocumentSigner> custodians, DocumentSigner seal) {
    public Signers {
        custodians = Map.copyOf(custodians);
    }

    /** @param account of the custodian who certified, as {@code Actor.id} */
    SigningResult sign(String account, Path unsignedPdf, Path target, SignerStatement statement) {
        return custodians.getOrDefault(account, shared).sign(unsignedPdf, target, statement);
    }
}
