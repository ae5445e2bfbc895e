package org.tipstaff.letter;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.sealing.Sha256;

/**
 * That a disclosure must not be relied on any more, and why.
 *
 * @param number of the disclosure
 * @param document hash of the recalled document, by which a court knows the file that it has
 * @param why in the words of whoever asked for the recall
 */
record RecallBody(String number, Sha256 document, Instant signedAt, Instant recalledAt, String why)
        implements LetterBody {
    @Override
    public List<String> decidedBy() {
        return List.of();
    }

    @Override
    public String summary() {
        return "The disclosure " + number + " is recalled. Do not rely on it, and tell whoever had it from you.";
    }

    @Override
    public void write(PdfWriter pdf) throws IOException {
        pdf.heading("What is recalled");
        pdf.facts(List.of(
                new Fact("Disclosure", number),
                new Fact("Document, SHA-256", document.hex()),
                new Fact("Signed", TermsBlock.utc(signedAt)),
                new Fact("Recalled", TermsBlock.utc(recalledAt)),
                new Fact("Why", why)));
        pdf.keepTogether(90);
        pdf.heading("What to do");
        pdf.points(List.of(
                "Do not use the document or the files that came with it. The portal does not hand them out any more,"
                        + " and says of each copy that it is recalled.",
                "Where the document was filed or passed on, file or pass on this letter.",
                "Where a corrected disclosure follows, it names this one. The request's page tells of it."));
    }
}
