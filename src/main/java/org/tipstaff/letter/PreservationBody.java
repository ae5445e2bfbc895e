package org.tipstaff.letter;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.hold.CoverageText;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/**
 * What is preserved, until when, and what preserving is not (18 U.S.C. § 2703(f)). No number of rows: that would say more
 * of the records than a preservation letter compels.
 *
 * @param reference that later process names
 * @param until the preservation ends at this instant
 * @param renewed whether this confirms the one renewal
 */
record PreservationBody(CaseReference reference, Terms terms, Sealed sealed, Instant until, boolean renewed)
        implements LetterBody {
    /**
     * The frozen copy.
     *
     * @param sha256 of its sealed bytes
     */
    record Sealed(Instant at, Sha256 sha256, Coverage coverage) {}

    @Override
    public List<String> decidedBy() {
        return List.of();
    }

    @Override
    public String summary() {
        return (renewed ? "The preservation was renewed. The" : "The")
                + " records named below, as far as the log still held them when the letter was received, are preserved"
                + " until " + TermsBlock.utc(until)
                + " pending the issuance of a court order or other process (18 U.S.C."
                + " § 2703(f)). Nothing of them is disclosed by this letter.";
    }

    @Override
    public void write(PdfWriter pdf) throws IOException {
        pdf.heading("How long");
        pdf.facts(List.of(
                new Fact("Records sealed", TermsBlock.utc(sealed.at())),
                new Fact(
                        "Period",
                        renewed
                                ? "90 days from receipt, extended once for another 90 days (18 U.S.C. § 2703(f)(2))"
                                : "90 days from receipt (18 U.S.C. § 2703(f)(2))"),
                new Fact("Preserved until", TermsBlock.utc(until)),
                new Fact("Sealed copy, SHA-256", sealed.sha256().hex())));
        pdf.heading("What is preserved");
        TermsBlock.write(pdf, terms);
        pdf.keepTogether(110);
        pdf.heading("What of the time asked for could be frozen");
        pdf.points(new CoverageText(sealed.coverage()).sentences(terms.logs()));
        pdf.keepTogether(120);
        pdf.heading("What preserving is not");
        pdf.points(notThat());
        pdf.keepTogether(100);
        pdf.heading("Before it ends");
        pdf.points(next());
    }

    private static List<String> notThat() {
        return List.of(
                "It does not say that there are records: a copy of nothing is sealed as well, and this letter looks the"
                        + " same.",
                "It does not reach forward: rows written after the receipt of the letter are not in the copy.",
                "It does not bring back what had aged out of the log, and holds no content of messages or calls, because"
                        + " none is kept.",
                "It is not a disclosure: the copy is sealed under a key of its own, and nobody reads it before process that"
                        + " compels it is approved.");
    }

    private List<String> next() {
        List<String> points = new ArrayList<>();
        points.add("Serve a court order, search warrant or other process that compels the records, and name "
                + reference + " as the preservation that it follows: the preserved rows are then taken over.");
        points.add(
                renewed
                        ? "It cannot be renewed again."
                        : "It can be renewed once, for another 90 days, on the request's page.");
        points.add("If no process follows, the copy is destroyed when the preservation ends, its key first, and a"
                + " certificate of destruction says so.");
        return points;
    }
}
