package org.tipstaff.signing.sign;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import org.tipstaff.signing.SignatureNotProven;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.SigningStage;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/**
 * Signs, and shows the signed file to the validator before anybody may rely on it: what an outsider would reject is not
 * recorded and never leaves the house.
 */
@ApplicationScoped
public class ProvenSigner {
    private final Signers signers;
    private final SignatureValidator validator;

    public ProvenSigner(Signers signers, SignatureValidator validator) {
        this.signers = signers;
        this.validator = validator;
    }

    /**
     * As {@link DocumentSigner#sign}, with the key of the custodian who certified; the target is valid and lies wholly
     * under its signature when this returns.
     *
     * @param account of the custodian at the identity provider
     * @throws SigningException as there; {@link SigningStage} tells how far it came
     * @throws SignatureNotProven where the signature just made does not validate
     */
    public SigningResult sign(String account, Path unsignedPdf, Path target, SignerStatement statement) {
        return proven(signers.sign(account, unsignedPdf, target, statement), validator);
    }

    /** The same under the provider's seal, for what no person swears to. */
    public SigningResult seal(Path unsignedPdf, Path target, SignerStatement statement) {
        return proven(signers.seal().sign(unsignedPdf, target, statement), validator);
    }

    /** @throws SignatureNotProven where an outsider would reject what was signed */
    public static SigningResult proven(SigningResult result, SignatureValidator validator) {
        SignatureReport report = validator.validate(result.file());
        if (report.verdict() != SignatureReport.Verdict.VALID || !report.coversWholeFile()) {
            throw new SignatureNotProven(
                    "The signature just made does not validate: " + report.verdict() + " " + report.problems());
        }
        return result;
    }
}
