package org.tipstaff.document.child;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.signature.SignatureCryptographicVerification;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.pades.validation.PAdESSignature;
import eu.europa.esig.dss.pades.validation.PDFDocumentAnalyzer;
import eu.europa.esig.dss.pdf.PDFSignatureService;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.modifications.PdfModificationDetection;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDefaultObjectFactory;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.tipstaff.document.DocumentSignature;
import org.tipstaff.document.SignatureVerdict;

/**
 * Judges the PAdES signatures of a document (ETSI EN 319 142-1) with EU DSS, offline. What was appended after a
 * signature is compared object by object: only validation material and further signatures are harmless.
 */
final class SignatureJudge {
    private static final int LONGEST_NAME = 200;

    private final TrustedCertificates trusted;
    private final Instant now;

    SignatureJudge(TrustedCertificates trusted, Instant now) {
        this.trusted = trusted;
        this.now = now;
    }

    /** @param filled how many signature fields are filled in, as another reader of the same bytes counts them */
    DocumentSignature judge(Path pdf, int filled) {
        PdfBoxDefaultObjectFactory factory = new PdfBoxDefaultObjectFactory();
        DSSDocument document = new FileDocument(pdf.toFile());
        PDFDocumentAnalyzer analyzer = new PDFDocumentAnalyzer(document);
        analyzer.setPdfObjFactory(factory);
        List<AdvancedSignature> signatures = analyzer.getSignatures();
        if (signatures.size() != filled) {
            return new DocumentSignature(SignatureVerdict.ALTERED, Optional.empty(), Optional.empty());
        }
        PDFSignatureService service = factory.newPAdESSignatureService();
        DefaultPdfDifferencesFinder pages = new DefaultPdfDifferencesFinder();
        pages.setMaximalPagesAmountForVisualComparison(0);
        service.setPdfDifferencesFinder(pages);
        service.analyzePdfModifications(document, signatures, null);

        DocumentSignature worst = DocumentSignature.NONE;
        for (AdvancedSignature signature : signatures) {
            boolean last = signature == signatures.get(signatures.size() - 1);
            DocumentSignature judged = judge((PAdESSignature) signature, last);
            if (worst == DocumentSignature.NONE || judged.verdict().compareTo(worst.verdict()) > 0) {
                worst = judged;
            }
        }
        return worst;
    }

    private DocumentSignature judge(PAdESSignature signature, boolean last) {
        CertificateToken certificate = signature.getSigningCertificateToken();
        Optional<Instant> signedAt =
                Optional.ofNullable(signature.getSigningTime()).map(Date::toInstant);
        if (certificate == null) {
            return new DocumentSignature(SignatureVerdict.ALTERED, Optional.empty(), signedAt);
        }
        X509Certificate signer = certificate.getCertificate();
        SignatureVerdict verdict;
        if (!isIntact(signature) || isChangedAfter(signature, last)) {
            verdict = SignatureVerdict.ALTERED;
        } else if (trusted.vouchFor(signer, others(signature), now)) {
            verdict = SignatureVerdict.VALID_TRUSTED;
        } else {
            verdict = SignatureVerdict.VALID_UNKNOWN_SIGNER;
        }
        return new DocumentSignature(verdict, Optional.of(name(signer)), signedAt);
    }

    private static boolean isIntact(PAdESSignature signature) {
        signature.checkSignatureIntegrity();
        SignatureCryptographicVerification verification = signature.getSignatureCryptographicVerification();
        return verification.isSignatureValid()
                && signature.getPdfRevision().getByteRange().isValid();
    }

    private static boolean isChangedAfter(PAdESSignature signature, boolean last) {
        PdfModificationDetection detection = signature.getPdfRevision().getModificationDetection();
        if (detection == null) {
            return false;
        }
        PdfObjectModifications changes = detection.getObjectModifications();
        return !detection.getPageDifferences().isEmpty()
                || !changes.getUndefinedChanges().isEmpty()
                || !changes.getAnnotCreationChanges().isEmpty()
                // Before another signature the field of that signature is such a change; its signer answers for it.
                || last && !changes.getFormFillInAndSignatureCreationChanges().isEmpty();
    }

    private static Collection<X509Certificate> others(PAdESSignature signature) {
        return signature.getCertificates().stream()
                .map(CertificateToken::getCertificate)
                .toList();
    }

    private static String name(X509Certificate signer) {
        String distinguished = signer.getSubjectX500Principal().getName();
        String name = distinguished;
        try {
            for (var part : new javax.naming.ldap.LdapName(distinguished).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN") && part.getValue() instanceof String common) {
                    name = common;
                }
            }
        } catch (javax.naming.InvalidNameException e) {
            // The whole name as it stands is shown instead.
        }
        String shown = name.replaceAll("\\p{C}", " ").strip();
        return shown.substring(0, Math.min(LONGEST_NAME, shown.length()));
    }
}
