package org.tipstaff.signing.validation;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tipstaff.signing.document.SignatureContents;

/** Whether what was signed is still what is there, whoever signed it. */
final class IntegrityCheck {
    private static final String CUT = "The file ends before what its signature covers does: its end was cut off.";
    private static final String NO_STAMP =
            "The archive time-stamp is missing, which comes last in every document that the"
                    + " provider issues: it was cut off, or the document was never finished.";

    private final Path pdf;
    private final DiagnosticData data;
    private final Set<String> problems = new LinkedHashSet<>();

    IntegrityCheck(Path pdf, DiagnosticData data) {
        this.pdf = pdf;
        this.data = data;
    }

    /**
     * What was found.
     *
     * @param problems sentences, none where everything that was signed is intact
     * @param unsealed sentences about the file's end, none where a document time-stamp has every byte under it
     * @param coveredBytes how far the furthest signature or document time-stamp reaches
     * @param last the furthest
     */
    record Outcome(List<String> problems, List<String> unsealed, long coveredBytes, AbstractSignatureWrapper last) {
        Outcome {
            problems = List.copyOf(problems);
            unsealed = List.copyOf(unsealed);
        }
    }

    Outcome problems() throws IOException {
        List<AbstractSignatureWrapper> seals = new ArrayList<>();
        for (SignatureWrapper signature : data.getSignatures()) {
            checkMathematics(signature);
            seals.add(signature);
        }
        for (TimestampWrapper timestamp : data.getTimestampList()) {
            checkMathematics(timestamp);
            if (timestamp.getPDFRevision() != null) {
                seals.add(timestamp);
            }
        }
        seals.sort(Comparator.comparingLong(IntegrityCheck::end));
        AbstractSignatureWrapper last = seals.get(seals.size() - 1);
        Set<String> fields = new HashSet<>();
        seals.forEach(seal -> fields.addAll(seal.getSignatureFieldNames()));
        for (AbstractSignatureWrapper seal : seals) {
            checkLaterChanges(seal, fields, seal == last);
        }
        try (RandomAccessFile file = new RandomAccessFile(pdf.toFile(), "r")) {
            for (AbstractSignatureWrapper seal : seals) {
                SignatureContents.problem(file, seal.getSignatureByteRange()).ifPresent(problems::add);
            }
            return new Outcome(List.copyOf(problems), unsealed(file.length() - end(last), last), end(last), last);
        }
    }

    private void checkMathematics(SignatureWrapper signature) {
        boolean dataIntact = signature.getDigestMatchers().stream()
                .allMatch(digest -> digest.isDataFound() && digest.isDataIntact());
        if (!dataIntact || !signature.isSignatureIntact()) {
            problems.add("What was signed has been changed since.");
        }
        if (!signature.isSignatureByteRangeValid() || !signature.isPdfSignatureDictionaryConsistent()) {
            problems.add("The signature does not say plainly which bytes it covers.");
        }
    }

    private void checkMathematics(TimestampWrapper timestamp) {
        if (!timestamp.isMessageImprintDataFound()
                || !timestamp.isMessageImprintDataIntact()
                || !timestamp.isSignatureIntact()) {
            problems.add("What was time-stamped has been changed since.");
        }
    }

    /** Validation data and document time-stamps may follow a signature; another signature may; nothing else. */
    private void checkLaterChanges(AbstractSignatureWrapper seal, Set<String> signatureFields, boolean last) {
        boolean otherFields = !signatureFields.containsAll(seal.getModifiedFieldNames());
        boolean formAfterLast = last && !seal.getPdfSignatureOrFormFillChanges().isEmpty();
        if (!seal.getPdfUndefinedChanges().isEmpty()
                || !seal.getPdfAnnotationChanges().isEmpty()
                || otherFields
                || formAfterLast) {
            problems.add("Content was added or replaced after the document was signed.");
        }
    }

    /**
     * What the provider issues is of level LTA: a document time-stamp over the signature and its validation data comes
     * last, and nothing follows it. After a signature alone its validation data may follow, which another may have written.
     */
    private List<String> unsealed(long uncovered, AbstractSignatureWrapper last) {
        if (uncovered < 0) {
            problems.add(CUT);
        }
        List<String> sentences = new ArrayList<>();
        if (!(last instanceof TimestampWrapper)) {
            sentences.add(NO_STAMP);
        }
        if (uncovered > 0) {
            sentences.add(String.format(
                    Locale.US,
                    "%,d %s after the last seal, under no signature and no time-stamp: anybody can have added that.",
                    uncovered,
                    uncovered == 1 ? "byte stands" : "bytes stand"));
        }
        return sentences;
    }

    static long end(AbstractSignatureWrapper seal) {
        List<BigInteger> range = seal.getSignatureByteRange();
        return range.size() == 4 ? range.get(2).add(range.get(3)).longValue() : 0;
    }
}
