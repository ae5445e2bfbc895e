package org.tipstaff.document;

import java.time.Instant;
import java.util.Optional;

/**
 * The digital signature found on a document.
 *
 * @param signer common name in the signer's certificate, as the certificate says it; at most 200 characters
 * @param signedAt the time the signer claims (ETSI EN 319 142-1, 5.3); no time-stamp vouches for it here
 */
public record DocumentSignature(SignatureVerdict verdict, Optional<String> signer, Optional<Instant> signedAt) {
    public static final DocumentSignature NONE =
            new DocumentSignature(SignatureVerdict.NOT_SIGNED, Optional.empty(), Optional.empty());

    public DocumentSignature {
        if (signer.map(String::length).orElse(0) > 200) {
            throw new IllegalArgumentException("A signer's name has at most 200 characters");
        }
    }

    /** Never the signer's name: it is part of the order. */
    @Override
    public String toString() {
        return "DocumentSignature[" + verdict + "]";
    }
}
