package org.tipstaff.letter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tipstaff.hold.DestructionCertificate;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Terms;

/**
 * What was destroyed, when, why and how. No number of rows: whoever was refused would learn from it.
 *
 * @param why a sentence
 */
record DestructionBody(DestructionCertificate certificate, Terms terms, String why) implements LetterBody {
    @Override
    public List<String> decidedBy() {
        return List.of();
    }

    private boolean sealed() {
        return certificate.sealedSha256() != null;
    }

    @Override
    public String summary() {
        return sealed()
                ? "The copy of log records that was frozen for this request at its receipt has been destroyed, and with"
                        + " it the key without which nobody can read any copy of it. " + why
                : "The copy of log records that was to be frozen for this request was never completed; what there was of"
                        + " it has been destroyed, and the key with it. " + why;
    }

    @Override
    public void write(PdfWriter pdf) throws IOException {
        pdf.heading("What was destroyed");
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Object", certificate.object().value() + ", sealed (encrypted) since it was written"));
        facts.add(new Fact(
                "SHA-256",
                certificate.sealedSha256() == null
                        ? "None: its sealing had not been completed"
                        : certificate.sealedSha256().hex()));
        facts.add(new Fact("Destroyed", TermsBlock.utc(certificate.destroyedAt())));
        facts.add(new Fact("Why", why));
        pdf.facts(facts);
        if (sealed()) {
            pdf.paragraph(
                    "The hash is that of the sealed bytes. Other papers of this request that name the same hash speak of"
                            + " the same copy.");
        }
        pdf.keepTogether(90);
        pdf.heading("How it was destroyed");
        pdf.points(List.of(
                "The key came first. It sealed this copy and nothing else, and lay outside the database; from that moment"
                        + " no copy of the sealed bytes, in the database or in a backup of it, can be opened.",
                "Then the sealed bytes were deleted, and the destruction was written to the audit log in the same"
                        + " transaction."));
        pdf.keepTogether(120);
        pdf.heading("What the copy was made for");
        TermsBlock.write(pdf, terms);
        pdf.keepTogether(70);
        pdf.heading("What this does not say");
        pdf.points(List.of(
                "It does not say that the copy held records: a copy of nothing is sealed and destroyed in the same way.",
                "It does not speak of the log itself, whose rows are kept and destroyed by their own retention.",
                "It does not touch what was disclosed before, if anything was."));
    }
}
