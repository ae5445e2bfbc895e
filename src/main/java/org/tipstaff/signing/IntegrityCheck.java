package org.tipstaff.signing;

import eu.europa.esig.dss.diagnostic.AbstractSignatureWrapper;
import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether what was signed is still what is there, whoever signed it. */
final class IntegrityCheck {
    /** More than a trailer and its end-of-file mark ever take. */
    private static final int TAIL = 64;

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
     * @param problems sentences, none where everything is intact
     * @param coveredBytes how far the furthest signature or document time-stamp reaches
     */
    record Outcome(List<String> problems, long coveredBytes) {
        Outcome {
            problems = List.copyOf(problems);
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
            checkEnd(file, last);
        }
        return new Outcome(List.copyOf(problems), end(last));
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

    private void checkEnd(RandomAccessFile file, AbstractSignatureWrapper last) throws IOException {
        long uncovered = file.length() - end(last);
        if (uncovered == 0) {
            return;
        }
        // A signature of level LT ends before its own validation data: the one revision that may follow the last seal.
        if (uncovered < 0 || last.getPdfExtensionChanges().isEmpty() || !endsAsPdf(file)) {
            problems.add("Bytes were added after the document was signed.");
        }
    }

    private static boolean endsAsPdf(RandomAccessFile file) throws IOException {
        byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
        file.seek(file.length() - tail.length);
        file.readFully(tail);
        String text = new String(tail, StandardCharsets.ISO_8859_1);
        int mark = text.lastIndexOf("%%EOF");
        return mark >= 0 && text.substring(mark + 5).isBlank();
    }

    private static long end(AbstractSignatureWrapper seal) {
        List<BigInteger> range = seal.getSignatureByteRange();
        return range.size() == 4 ? range.get(2).add(range.get(3)).longValue() : 0;
    }
}
