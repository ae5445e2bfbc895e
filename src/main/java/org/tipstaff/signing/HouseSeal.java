package org.tipstaff.signing;

import java.nio.file.Path;

/**
 * The provider's own key: what no person swears to bears it and nobody's personal certificate.
 *
 * @param signer with that key
 * @param own whether it is a key of its own, and not the custodian's for want of one
 */
public record HouseSeal(DocumentSigner signer, boolean own) {
    SigningResult seal(Path unsignedPdf, Path target, SignerStatement statement) {
        return signer.sign(unsignedPdf, target, statement);
    }
}
