package org.tipstaff.signing.stamp;

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
import java.time.Duration;
import java.time.Instant;
import org.tipstaff.signing.Digests;
import org.tipstaff.signing.RevocationUnavailable;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.SigningResult;
import org.tipstaff.signing.TimeStampUnavailable;
import org.tipstaff.signing.document.Workspace;
import org.tipstaff.signing.evidence.EvidenceSource;
import org.tipstaff.signing.sign.DocumentSigner;

/**
 * Keeps a signature provable beyond the end of what its last time-stamp rests on: adds validation data and one more
 * document time-stamp (ETSI EN 319 142-1 section 5.5), as a further revision of the file.
 */
public final class DocumentStamper {
    private final EvidenceSource evidence;
    private final Digests digests;
    private final Duration ahead;
    private final Clock clock;

    /** @param ahead how long before the end a stamp is due for renewal */
    public DocumentStamper(EvidenceSource evidence, Digests digests, Duration ahead, Clock clock) {
        this.evidence = evidence;
        this.digests = digests;
        this.ahead = ahead;
        this.clock = clock;
    }

    /** The same with another clock. */
    public DocumentStamper at(Clock other) {
        return new DocumentStamper(evidence, digests, ahead, other);
    }

    /** The instant before which a stamp must not end: now and the time ahead. */
    public Instant horizon() {
        return clock.instant().plus(ahead);
    }

    /** Whether the stamp should be followed by another now. */
    public boolean due(DocumentStamp stamp) {
        return lastsUntil(stamp).isBefore(horizon());
    }

    /** Until when a stamp protects its file. */
    public Instant lastsUntil(DocumentStamp stamp) {
        return stamp.lastsUntil(digests);
    }

    /**
     * Adds a time-stamp. The bytes of the file are the beginning of the target's.
     *
     * @param signedPdf is not changed
     * @param target appears only when it is complete and on disk
     * @throws TimeStampUnavailable where no time-stamp could be had: try again later
     * @throws RevocationUnavailable where a certificate's good standing could not be shown: try again later
     * @throws SigningException where it cannot be done for another reason
     */
    public SigningResult stamp(Path signedPdf, Path target) {
        PAdESSignatureParameters parameters = new PAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.PAdES_BASELINE_LTA);
        parameters.setArchiveTimestampParameters(new PAdESTimestampParameters(digests.forUse(horizon())));
        try (Workspace workspace = Workspace.beside(target)) {
            PAdESService service = new PAdESService(evidence.certificates());
            service.setPdfObjFactory(workspace.pdfObjects());
            service.setTspSource(evidence.timeStamps());
            DSSDocument extended = service.extendDocument(new FileDocument(signedPdf.toFile()), parameters);
            return workspace.deliver(extended, target, clock.instant());
        } catch (IOException | UncheckedIOException e) {
            throw new SigningException("The time-stamped document could not be written", e);
        } catch (RuntimeException e) {
            throw DocumentSigner.failure(e);
        }
    }
}
