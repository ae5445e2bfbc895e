package org.tipstaff.signing;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.pades.validation.PDFDocumentValidator;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges a document's signatures from its bytes alone (ETSI EN 319 102-1): no network, no certificate of the machine, only
 * the trust anchors given. It asks for more than the standard where the standard leaves bytes unprotected: every byte of
 * the file has to be under a signature or a time-stamp, or be such a signature in its only spelling.
 *
 * <p>Parses hostile bytes: whoever shows it files from outside bounds its memory and time.
 */
public final class SignatureValidator {
    private static final int MAGIC_WITHIN = 1024;

    private final TrustAnchors anchors;
    private final Clock clock;

    public SignatureValidator(TrustAnchors anchors, Clock clock) {
        this.anchors = anchors;
        this.clock = clock;
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
            return SignatureReport.unreadable("The document is damaged, so that its signatures cannot be read.");
        }
        if (reports.getDiagnosticData().getSignatures().isEmpty()) {
            return SignatureReport.notSigned("The document carries no signature.");
        }
        return report(reports, new IntegrityCheck(pdf, reports.getDiagnosticData()).problems(), pdf);
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

    private static SignatureReport report(Reports reports, IntegrityCheck.Outcome integrity, Path pdf)
            throws IOException {
        DiagnosticData data = reports.getDiagnosticData();
        List<String> trust = data.getSignatures().stream()
                .filter(signature -> !reports.getSimpleReport().isValid(signature.getId()))
                .flatMap(signature -> reasons(reports, signature))
                .distinct()
                .toList();
        List<String> problems =
                Stream.concat(integrity.problems().stream(), trust.stream()).toList();
        boolean intact = integrity.problems().isEmpty();
        SignatureReport.Verdict verdict = !intact
                ? SignatureReport.Verdict.ALTERED
                : trust.isEmpty() ? SignatureReport.Verdict.VALID : SignatureReport.Verdict.INDETERMINATE;
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

    private static Stream<String> reasons(Reports reports, SignatureWrapper signature) {
        var simple = reports.getSimpleReport();
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
