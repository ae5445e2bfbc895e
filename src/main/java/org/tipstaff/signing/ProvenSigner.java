package org.tipstaff.signing;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/**
 * Signs, and shows the signed file to the validator before anybody may rely on it: what an outsider would reject is not
 * recorded and never leaves the house.
 */
@ApplicationScoped
public class ProvenSigner {
    private final DocumentSigner signer;
    private final HouseSeal house;
    private final SignatureValidator validator;

    public ProvenSigner(DocumentSigner signer, HouseSeal house, SignatureValidator validator) {
        this.signer = signer;
        this.house = house;
        this.validator = validator;
    }

    /**
     * As {@link DocumentSigner#sign}; the target is valid and lies wholly under its signature when this returns.
     *
     * @throws SigningException as there, see {@link AwaitedServer}; or where the signature just made does not validate
     */
    public SigningResult sign(Path unsignedPdf, Path target, SignerStatement statement) {
        return proven(signer.sign(unsignedPdf, target, statement), target);
    }

    /** The same under the provider's seal, for what no person swears to. */
    public SigningResult seal(Path unsignedPdf, Path target, SignerStatement statement) {
        return proven(house.seal(unsignedPdf, target, statement), target);
    }

    private SigningResult proven(SigningResult result, Path target) {
        SignatureReport report = validator.validate(target);
        if (report.verdict() != SignatureReport.Verdict.VALID || !report.coversWholeFile()) {
            throw new SigningException(
                    "The signature just made does not validate: " + report.verdict() + " " + report.problems());
        }
        return result;
    }
}
