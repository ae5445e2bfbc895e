package org.tipstaff.signing.validation;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.document.LaterObjects;
import org.tipstaff.signing.document.Workspace;

/**
 * Judges a document's signatures from its bytes alone (ETSI EN 319 102-1): no network, no certificate of the machine, only
 * the trust anchors given. It asks for more than the standard where the standard leaves bytes unprotected: one signature,
 * then nothing but validation data and document time-stamps, the last of them trusted and with every byte of the file
 * under it, but for itself, which has to be in its only spelling.
 *
 * <p>Parses hostile bytes: whoever shows it files from outside bounds its memory and time.
 */
public final class SignatureValidator {
    private static final int MAGIC_WITHIN = 1024;
    private static final String UNKNOWN_SIGNER =
            "Who signed is not among the signers in the file of certificates. If it is"
                    + " an old file, get the provider's newest.";

    private final TrustAnchors anchors;
    private final KnownSigners signers;
    private final Clock clock;

    /** Whoever signs under the anchors is trusted. */
    public SignatureValidator(TrustAnchors anchors, Clock clock) {
        this.anchors = anchors;
        this.signers = KnownSigners.ANYBODY;
        this.clock = clock;
    }

    private SignatureValidator(TrustAnchors roots, KnownSigners signers, Clock clock) {
        this.anchors = roots;
        this.signers = signers;
        this.clock = clock;
    }

    /**
     * Trusts the signers that a provider publishes, and none beside them who has a certificate under the same root; where it
     * publishes roots alone, whoever signs under these.
     *
     * @param published as at {@code /.well-known/tipstaff-signing.pem}
     */
    public static SignatureValidator ofProvider(TrustAnchors published, Clock clock) {
        return new SignatureValidator(published.roots(), new KnownSigners(published.signers()), clock);
    }

    /** Whether it is known who signs for the provider, and not only under which roots. */
    public boolean knowsSigners() {
        return !signers.areAnybody();
    }

    /** As {@link #validate(Path)}, for a document in memory. */
    public SignatureReport validate(byte[] pdf) {
        try (Workspace workspace = Workspace.temporary()) {
            return validate(Files.write(workspace.file("document.pdf"), pdf), workspace);
        } catch (IOException e) {
            throw new SigningException("The document could not be laid out for validation", e);
        }
    }

    /**
     * Judges a file.
     *
     * @throws SigningException where the file cannot be read from disk; a file that is no PDF gets a report
     */
    public SignatureReport validate(Path pdf) {
        try (Workspace workspace = Workspace.temporary()) {
            return validate(pdf, workspace);
        } catch (IOException e) {
            throw new SigningException("The document could not be read for validation", e);
        }
    }

    private SignatureReport validate(Path pdf, Workspace workspace) throws IOException {
        if (!looksLikePdf(pdf)) {
            return SignatureReport.notSigned("The file is not a PDF document.");
        }
        Reports reports;
        try {
            reports = reports(pdf, workspace);
        } catch (RuntimeException e) {
            // DSS and PDFBox answer damage with many kinds of exception; their messages may quote the document.
            return signers.signedIn(pdf)
                    ? SignatureReport.unreadable("The document is damaged, so that its signatures cannot be read.")
                    : SignatureReport.notSigned(
                            "The file cannot be read as a PDF document, and no signature was found" + " in it.");
        }
        if (reports.getDiagnosticData().getSignatures().isEmpty()) {
            return signers.signedIn(pdf)
                    ? SignatureReport.unreadable("There is a signature in the file that the document no longer shows.")
                    : SignatureReport.notSigned(
                            "The document carries no signature, or the end of the file was cut off with it.");
        }
        return report(reports, new IntegrityCheck(pdf, reports.getDiagnosticData()).problems(), pdf, workspace);
    }

    private Reports reports(Path pdf, Workspace workspace) {
        PDFDocumentValidator validator = new PDFDocumentValidator(new FileDocument(pdf.toFile()));
        validator.setPdfObjFactory(workspace.pdfObjects());
        validator.setCertificateVerifier(offline());
        validator.setValidationTime(Date.from(clock.instant()));
        validator.setEnableEtsiValidationReport(false);
        return validator.validateDocument();
    }

    private CommonCertificateVerifier offline() {
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(anchors.source());
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(null);
        return verifier;
    }

    private SignatureReport report(Reports reports, IntegrityCheck.Outcome integrity, Path pdf, Workspace workspace)
            throws IOException {
        DiagnosticData data = reports.getDiagnosticData();
        List<String> trust = Stream.concat(
                        data.getSignatures().stream().flatMap(signature -> reasons(reports, signature)),
                        strangersStamp(integrity.last()))
                .distinct()
                .toList();
        List<String> changes = Stream.of(
                        integrity.problems().stream(), integrity.unsealed().stream(), later(data, pdf, workspace))
                .flatMap(Function.identity())
                .toList();
        boolean intact = changes.isEmpty();
        // What a stranger's document ends with is the stranger's affair.
        boolean altered = !integrity.problems().isEmpty()
                || !intact && data.getSignatures().stream().anyMatch(signers::made);
        SignatureReport.Verdict verdict = altered
                ? SignatureReport.Verdict.ALTERED
                : intact && trust.isEmpty() ? SignatureReport.Verdict.VALID : SignatureReport.Verdict.INDETERMINATE;
        List<String> problems = Stream.concat(changes.stream(), trust.stream()).toList();
        SignatureWrapper first = data.getSignatures().get(0);
        return new SignatureReport(
                verdict,
                intact,
                first.getSignatureFormat().toString(),
                Optional.ofNullable(first.getSigningCertificate())
                        .map(certificate -> certificate.getCommonName())
                        .filter(Predicate.not(String::isBlank)),
                Optional.ofNullable(first.getClaimedSigningTime()).map(Date::toInstant),
                timestampedAt(first),
                integrity.coveredBytes() == Files.size(pdf),
                problems);
    }

    /** What came after the first signature, if that is the provider's. */
    private Stream<String> later(DiagnosticData data, Path pdf, Workspace workspace) throws IOException {
        SignatureWrapper first = data.getSignatures().stream()
                .min(Comparator.comparingLong(IntegrityCheck::end))
                .orElseThrow();
        if (!signers.made(first)) {
            return Stream.empty();
        }
        if (data.getSignatures().size() > 1) {
            return Stream.of("Another signature was added to the provider's, which is always the only one.");
        }
        return LaterObjects.areTheProviders(beginning(pdf, IntegrityCheck.end(first), workspace), pdf)
                ? Stream.empty()
                : Stream.of("Something else than validation data and time-stamps was added after the document was"
                        + " signed.");
    }

    private static Path beginning(Path pdf, long bytes, Workspace workspace) throws IOException {
        Path beginning = workspace.file("signed-revision.pdf");
        try (FileChannel from = FileChannel.open(pdf);
                FileChannel to = FileChannel.open(
                        beginning,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (long at = 0; at < Math.min(bytes, from.size()); ) {
                at += from.transferTo(at, bytes - at, to);
            }
        }
        return beginning;
    }

    private static Stream<String> strangersStamp(AbstractSignatureWrapper last) {
        return last instanceof TimestampWrapper && !last.isTrustedChain()
                ? Stream.of("The last time-stamp is of an authority that is not among those given.")
                : Stream.empty();
    }

    private Stream<String> reasons(Reports reports, SignatureWrapper signature) {
        var simple = reports.getSimpleReport();
        if (simple.isValid(signature.getId())) {
            return signers.include(signature) ? Stream.empty() : Stream.of(UNKNOWN_SIGNER);
        }
        String indication = "The signature is not proven: " + simple.getIndication(signature.getId())
                + Optional.ofNullable(simple.getSubIndication(signature.getId()))
                        .map(sub -> ", " + sub)
                        .orElse("")
                + ".";
        return Stream.concat(
                Stream.of(indication),
                simple.getAdESValidationErrors(signature.getId()).stream().map(message -> message.getValue()));
    }

    private static Optional<Instant> timestampedAt(SignatureWrapper signature) {
        return signature.getTimestampList().stream()
                .filter(TimestampWrapper::isMessageImprintDataIntact)
                .filter(TimestampWrapper::isSignatureIntact)
                .map(timestamp -> timestamp.getProductionTime().toInstant())
                .min(Comparator.naturalOrder());
    }

    /** Readers accept a header within the first 1,024 bytes (ISO 32000-1 annex H.3, note 13). */
    private static boolean looksLikePdf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAGIC_WITHIN), StandardCharsets.ISO_8859_1).contains("%PDF-");
        }
    }
}
