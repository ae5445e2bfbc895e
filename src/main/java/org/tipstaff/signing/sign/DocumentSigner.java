package org.tipstaff.signing.sign;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.PAdESTimestampParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.tipstaff.signing.RevocationUnavailable;
import org.tipstaff.signing.SignerStatement;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.TimeStampUnavailable;
import org.tipstaff.signing.document.Workspace;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.key.Pem;
import org.tipstaff.signing.key.SigningKey;
import org.tipstaff.signing.key.SigningKeys;

/**
 * Signs PDF documents as PAdES-BASELINE-LTA (ETSI EN 319 142-1) with SHA-256: signature, signature time-stamp, validation
 * data, and a document time-stamp over all of it. The last one is what lets a validator notice a changed byte anywhere,
 * also in the validation data.
 *
 * <p>Keeps no state between calls: a call that failed can be made again. Safe for use by several threads as far as the
 * key's token is.
 */
public final class DocumentSigner {
    private final SigningKeys keys;
    private final EvidenceSource evidence;
    private final Clock clock;

    public DocumentSigner(SigningKey key, EvidenceSource evidence, Clock clock) {
        this(SigningKeys.of(key), evidence, clock);
    }

    public DocumentSigner(SigningKeys keys, EvidenceSource evidence, Clock clock) {
        this.keys = keys;
        this.evidence = evidence;
        this.clock = clock;
    }

    /**
     * The certificates of every key that signs, will sign or has signed, and those above them, as PEM (RFC 7468):
     * public, to be given to whoever checks. The active signer's is the first.
     */
    public String certificateChainPem() {
        return Pem.certificates(keys.published(clock.instant()));
    }

    /**
     * Signs a document. The target appears, or replaces what was there, only when the signature is complete and on disk.
     *
     * @param unsignedPdf is not changed
     * @param target in a directory where this process may also make temporary files
     * @throws TimeStampUnavailable where no time-stamp could be had: try again later
     * @throws RevocationUnavailable where a certificate's good standing could not be shown: try again later
     * @throws SigningException where it cannot be signed for another reason, for instance because it is not a PDF
     */
    public SigningResult sign(Path unsignedPdf, Path target, SignerStatement statement) {
        try (Workspace workspace = Workspace.beside(target)) {
            return sign(unsignedPdf, target, statement, workspace);
        } catch (IOException | UncheckedIOException e) {
            throw new SigningException("The signed document could not be written", e);
        }
    }

    private SigningResult sign(Path unsignedPdf, Path target, SignerStatement statement, Workspace workspace)
            throws IOException {
        // CMS and PDF know whole seconds only.
        Instant signedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SigningKey key = keys.active(signedAt);
        DSSDocument signed =
                seal(new FileDocument(unsignedPdf.toFile()), key, parameters(key, statement, signedAt), workspace);
        return workspace.deliver(signed, target, signedAt);
    }

    private DSSDocument seal(
            DSSDocument document, SigningKey key, PAdESSignatureParameters parameters, Workspace workspace) {
        PAdESService service = new PAdESService(evidence.certificates());
        service.setPdfObjFactory(workspace.pdfObjects());
        service.setTspSource(evidence.timeStamps());
        try {
            return service.signDocument(document, parameters, key.sign(service.getDataToSign(document, parameters)));
        } catch (RuntimeException e) {
            throw failure(e);
        }
    }

    /** What a failure of DSS means to the caller; the one of a source lies somewhere below. */
    public static SigningException failure(RuntimeException e) {
        if (e instanceof AlertException) {
            return new RevocationUnavailable("The good standing of a certificate could not be shown", e);
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SigningException known) {
                return known;
            }
        }
        return new SigningException("The document could not be signed", e);
    }

    private static PAdESSignatureParameters parameters(SigningKey key, SignerStatement statement, Instant signedAt) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LTA);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        List<eu.europa.esig.dss.model.x509.CertificateToken> chain = key.tokens();
        parameters.setSigningCertificate(chain.get(0));
        parameters.setCertificateChain(chain);
        // A self-signed trust anchor is carried along too: the recipient needs nothing but the file.
        parameters.bLevel().setTrustAnchorBPPolicy(false);
        parameters.bLevel().setSigningDate(Date.from(signedAt));
        parameters.setSignerName(statement.custodianName());
        parameters.setReason(statement.reason());
        parameters.setLocation(statement.location());
        parameters.setAppName("Tipstaff");
        parameters.setSignatureTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
        parameters.setArchiveTimestampParameters(new PAdESTimestampParameters(DigestAlgorithm.SHA256));
        statement
                .field()
                .ifPresent(field -> parameters.setImageParameters(VisibleSignature.of(statement, field, signedAt)));
        statement
                .fieldName()
                .ifPresent(name -> parameters.setImageParameters(VisibleSignature.in(statement, name, signedAt)));
        return parameters;
    }
}
