package org.tipstaff.document.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.tipstaff.document.DocumentSignature;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.document.SignatureVerdict;
import org.tipstaff.document.child.SignedRevision.State;

/**
 * Judges the signatures of a document, offline. The last one that holds decides: it covers what came before it, and what
 * was appended after it is compared with what it covers. Only a certain change is called one; what cannot be judged is
 * INDETERMINATE.
 */
final class SignatureJudge {
    private static final int LONGEST_NAME = 200;
    private static final int MOST_SIGNATURES = 50;
    private static final String TIME_STAMP = "ETSI.RFC3161";

    private final TrustedCertificates trusted;
    private final Instant now;

    SignatureJudge(TrustedCertificates trusted, Instant now) {
        this.trusted = trusted;
        this.now = now;
    }

    /** @param document the same file, open */
    DocumentSignature judge(Path pdf, PDDocument document) throws IOException {
        List<PDSignature> filled = filled(document);
        if (filled.isEmpty()) {
            return DocumentSignature.NONE;
        }
        byte[] file = Files.readAllBytes(pdf);
        List<SignedRevision> all = filled.stream()
                .map(signature -> SignedRevision.of(signature, file))
                .sorted(Comparator.comparingLong(SignedRevision::end))
                .toList();
        Optional<SignedRevision> last = last(all, State.HOLDS);
        if (last.isEmpty()) {
            return verdict(all);
        }
        return verdict(all, last.get(), new Revisions(file, document));
    }

    /** The signatures in the form, not the places that wait for one. Each once: two fields can share one (ISO 32000-1, 12.7.4.5). */
    private static List<PDSignature> filled(PDDocument document) {
        Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<PDSignature> filled = document.getSignatureDictionaries().stream()
                .filter(signature -> !TIME_STAMP.equals(signature.getSubFilter()))
                .filter(signature -> signature.getCOSObject().containsKey(COSName.CONTENTS))
                .filter(signature -> seen.add(signature.getCOSObject()))
                .toList();
        if (filled.size() > MOST_SIGNATURES) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
        return filled;
    }

    private static Optional<SignedRevision> last(List<SignedRevision> all, State state) {
        return all.stream().filter(one -> one.state() == state).reduce((earlier, later) -> later);
    }

    /** None holds. */
    private static DocumentSignature verdict(List<SignedRevision> all) {
        return last(all, State.BROKEN)
                .map(broken -> said(SignatureVerdict.ALTERED, broken))
                .or(() -> last(all, State.REWRITTEN).map(anew -> said(SignatureVerdict.REWRITTEN, anew)))
                .orElse(new DocumentSignature(SignatureVerdict.INDETERMINATE, Optional.empty(), Optional.empty()));
    }

    private DocumentSignature verdict(List<SignedRevision> all, SignedRevision last, Revisions revisions)
            throws IOException {
        List<SignedRevision> later =
                all.stream().filter(one -> one.end() > last.end()).toList();
        if (later.stream().anyMatch(one -> one.state() == State.BROKEN)) {
            return said(SignatureVerdict.ALTERED, last);
        }
        Optional<Changes> since = revisions.since(last.end());
        if (since.isEmpty()) {
            return said(SignatureVerdict.INDETERMINATE, last);
        }
        if (since.get() != Changes.NONE) {
            return said(since.get() == Changes.REPLACED ? SignatureVerdict.ALTERED : SignatureVerdict.REWRITTEN, last);
        }
        if (all.stream().anyMatch(one -> one.state() == State.UNREADABLE)) {
            return said(SignatureVerdict.INDETERMINATE, last);
        }
        List<SignedRevision> holding =
                all.stream().filter(one -> one.state() == State.HOLDS).toList();
        return holding.size() < all.size() || revisions.isReplacedBetween(holding)
                ? said(SignatureVerdict.SIGNED_AFTER_CHANGE, last)
                : said(worth(holding), last);
    }

    /** The worst of them: each answers for what it signed. */
    private SignatureVerdict worth(List<SignedRevision> holding) {
        return holding.stream().allMatch(one -> trusted.vouchFor(one.signer().orElseThrow(), one.others(), now))
                ? SignatureVerdict.VALID_TRUSTED
                : SignatureVerdict.VALID_UNKNOWN_SIGNER;
    }

    private static DocumentSignature said(SignatureVerdict verdict, SignedRevision by) {
        return new DocumentSignature(verdict, by.signer().map(SignatureJudge::name), by.signedAt());
    }

    /** The file at the ends of its signatures, compared. */
    private record Revisions(byte[] file, PDDocument whole) {
        /** Empty where the revision cannot be read as a document of its own. */
        Optional<Changes> since(long end) throws IOException {
            if (end == file.length) {
                return Optional.of(Changes.NONE);
            }
            return between(end, whole);
        }

        private Optional<Changes> between(long end, PDDocument later) throws IOException {
            StreamSizes streams = new StreamSizes();
            try (PDDocument earlier = at(end, streams)) {
                Parts.check(earlier, streams);
                return Optional.of(Changes.between(earlier, later));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** Whether signed content gave way to other content before somebody else signed. */
        boolean isReplacedBetween(List<SignedRevision> holding) throws IOException {
            for (int i = 1; i < holding.size(); i++) {
                try (PDDocument later = at(holding.get(i).end(), new StreamSizes())) {
                    Optional<Changes> changes = between(holding.get(i - 1).end(), later);
                    if (changes.isEmpty() || changes.get() == Changes.REPLACED) {
                        return true;
                    }
                }
            }
            return false;
        }

        private PDDocument at(long end, StreamSizes streams) throws IOException {
            byte[] revision = Arrays.copyOf(file, Math.toIntExact(end));
            return StrictParser.load(new RandomAccessReadBuffer(revision), streams);
        }
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
