package org.tipstaff.letter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfProperties;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.request.Request;
import org.tipstaff.signing.SignerStatement;

/**
 * A letter as it is printed: a cover laid out as a disclosure's, what the kind says, how to verify, and room for the
 * provider's signature. The fact "Letter" on its cover tells a verifier that it is one, and of which kind.
 */
final class LetterDocument {
    private static final String SIGNATURE_FIELD = "provider";
    /** As many characters as one line of the visible block has room for. */
    private static final int VISIBLE = 62;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);

    private final Letter letter;
    private final Request request;
    private final LetterBody body;
    private final DisclosureConfig config;

    LetterDocument(Letter letter, Request request, LetterBody body, DisclosureConfig config) {
        this.letter = letter;
        this.request = request;
        this.body = body;
        this.config = config;
    }

    /** The people who decided, or the portal on behalf of the provider: never somebody who did not act. */
    String issuedBy() {
        return body.decidedBy().isEmpty()
                ? "The portal, on behalf of " + config.provider()
                : String.join(" and ", body.decidedBy()) + ", for " + config.provider();
    }

    /** The provider's key seals; the block that is seen names who decided, or points to the names below it. */
    SignerStatement statement() {
        String number = "Letter " + letter.number();
        String named = number + ", decided by " + String.join(" and ", body.decidedBy());
        String reason = body.decidedBy().isEmpty()
                ? number + ", issued by the portal on its behalf"
                : named.length() <= VISIBLE ? named : number + ", decided by those named below";
        return SignerStatement.inField(config.provider(), reason, config.place(), SIGNATURE_FIELD);
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                PdfWriter pdf = new PdfWriter(out, properties())) {
            pdf.title(
                    "Reference " + request.reference() + " · Letter " + letter.number(),
                    letter.kind().title());
            pdf.paragraph(body.summary());
            pdf.facts(cover());
            body.write(pdf);
            end(pdf);
            pdf.finish();
        }
    }

    private PdfProperties properties() {
        return new PdfProperties(
                "Letter " + letter.number() + ": " + letter.kind().title(),
                config.provider(),
                letter.dated(),
                new PdfProperties.Header(config.provider(), "Letter " + letter.number()),
                "All times are UTC. This letter discloses no records.");
    }

    private List<Fact> cover() {
        var process = request.process();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Letter", letter.number() + ": " + letter.kind().title()));
        facts.add(new Fact("Date", day(LocalDate.ofInstant(letter.dated(), ZoneOffset.UTC))));
        facts.add(new Fact("From", config.provider()));
        facts.add(new Fact("Issued by", issuedBy()));
        facts.add(new Fact(
                "To",
                request.agency().name() + ", attention " + request.filedBy().name()));
        if (!process.agencyCaseNumber().isBlank()) {
            facts.add(new Fact("Your case", process.agencyCaseNumber()));
        }
        facts.add(new Fact(
                "Process",
                process.instrument().title() + ", " + process.instrument().statute()));
        if (!process.courtName().isBlank()) {
            facts.add(new Fact("Court", process.courtName()));
        }
        if (!process.docket().isBlank()) {
            facts.add(new Fact("Docket", process.docket()));
        }
        boolean ofTheAgency = process.courtName().isBlank() && process.judge().isBlank();
        facts.add(new Fact(
                ofTheAgency ? "Dated" : "Issued",
                day(process.issuedOn()) + (process.judge().isBlank() ? "" : ", by " + process.judge())));
        facts.add(new Fact("Received", TermsBlock.utc(request.receivedAt())));
        facts.add(new Fact("Document, SHA-256", request.documentHash().hex()));
        return facts;
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private void end(PdfWriter pdf) throws IOException {
        // A signature on a page by itself would not say what it is under.
        pdf.keepTogether(256);
        pdf.heading("How to verify this letter");
        pdf.points(List.of(
                "At the portal: open " + config.portal() + "/verify and give it this file. It says whether the file is"
                        + " genuine, altered or unknown, and which kind of letter it is. No account is needed.",
                "Without the portal: pdfsig FILE.pdf (poppler), or the program's own verify FILE.pdf --certificate"
                        + " tipstaff-signing.pem, with the certificate from " + config.portal()
                        + "/.well-known/tipstaff-signing.pem.",
                "The signature is the provider's. The name in its certificate is the one to which the provider's key"
                        + " was issued; who decided, if a person did, is named in this letter."));
        pdf.heading("Signature");
        pdf.aside("This letter tells what the provider did. It is no declaration under 28 U.S.C. § 1746 and no"
                + " certificate under FRE 902(11), 902(13) or 902(14): those a custodian of records makes, by"
                + " name, in a disclosure.");
        pdf.signatureArea(SIGNATURE_FIELD, "Signature of the provider", under());
    }

    private List<String> under() {
        return body.decidedBy().isEmpty()
                ? List.of("Issued by the portal on behalf of " + config.provider(), "By rule: no person decided it.")
                : List.of(
                        "Decided by " + String.join(" and ", body.decidedBy()),
                        "For " + config.provider() + ", sealed with its key");
    }
}
