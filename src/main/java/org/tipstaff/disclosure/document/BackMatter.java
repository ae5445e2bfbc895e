package org.tipstaff.disclosure.document;

import java.io.IOException;
import java.util.List;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.disclosure.contents.DisclosureContents;
import org.tipstaff.disclosure.contents.Outcome;
import org.tipstaff.disclosure.contents.RowCounts;
import org.tipstaff.pdf.Column;
import org.tipstaff.pdf.PdfTable;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.pdf.SignatureArea;

/** What stands after the rows: the files and their hashes, the custodian's certificate, how to verify. */
final class BackMatter {
    private final DisclosureContents contents;
    private final List<ManifestEntry> manifest;
    private final RowCounts counts;
    private final Volumes volumes;
    private final CertificateText certificate;

    BackMatter(DisclosureContents contents, RowCounts counts, Volumes volumes, List<ManifestEntry> manifest) {
        this.contents = contents;
        this.manifest = manifest;
        this.counts = counts;
        this.volumes = volumes;
        this.certificate = new CertificateText(contents, volumes, new Outcome(contents.answer(), counts));
    }

    SignatureArea write(PdfWriter pdf) throws IOException {
        pdf.newPage();
        pdf.heading("Files produced");
        pdf.paragraph(
                volumes.several()
                        ? "These files come beside this document and belong to it: the signature on this document"
                                + " covers them, as their hashes stand here. The first three hold all rows; the volumes"
                                + " go on with the rows of this document, and their numbers run on."
                        : "These files are attached to this document and hold the same rows.");
        files(pdf, manifest);
        pdf.aside("In the CSV file a cell that begins with = + - @ ' or a line break has one apostrophe before it, so"
                + " that a spreadsheet program does not run it; dropping that apostrophe gives the exact value."
                + " The spreadsheet has the layout of the provider's return, with times to the second and a sheet"
                + " for each log.");
        verify(pdf);
        if (Inventory.isDue(contents.process())) {
            new Inventory(contents, counts, volumes, manifest).write(pdf);
        }
        pdf.newPage();
        return certify(pdf);
    }

    static void files(PdfWriter pdf, List<ManifestEntry> manifest) throws IOException {
        try (PdfTable table = pdf.table(List.of(
                new Column("File", 30), new Column("Rows", 12), new Column("Bytes", 14), new Column("SHA-256", 44)))) {
            for (ManifestEntry file : manifest) {
                table.row(List.of(
                        file.fileName(),
                        RowTexts.number(file.rows()),
                        RowTexts.number(file.bytes()),
                        file.sha256().hex()));
            }
        }
    }

    private void verify(PdfWriter pdf) throws IOException {
        pdf.heading("How to verify this document");
        pdf.points(List.of(
                "At the portal: open " + contents.names().portal()
                        + "/verify and give it this file. It says whether the file is genuine, altered,"
                        + " superseded or unknown, and when and by whom it was signed. No account is needed.",
                "With the portal's own program, which needs no network: verify FILE.pdf --certificate"
                        + " tipstaff-signing.pem, with the certificates from "
                        + contents.names().portal() + "/.well-known/tipstaff-signing.pem. It also says where"
                        + " anything was added after the last seal, or the archive time-stamp was cut off.",
                "With pdfsig (poppler): pdfsig FILE.pdf shows each signature, its signer, its time and whether"
                        + " the total document is signed.",
                "With OpenSSL: detach the CMS signature and the signed bytes that the /ByteRange of the"
                        + " signature names, then: openssl cms -verify -binary -inform DER -in SIGNATURE -content"
                        + " BYTES -CAfile CA.pem.",
                volumes.several()
                        ? "A further volume or another file of the list: compare sha256sum FILE with the hash"
                                + " above."
                        : "An attached file: pdfdetach -saveall FILE.pdf, then compare sha256sum with the hash"
                                + " above."));
    }

    private SignatureArea certify(PdfWriter pdf) throws IOException {
        pdf.heading("Certificate of the custodian of records");
        pdf.paragraph(certificate.declarant());
        pdf.paragraph("This certificate concerns the answer of "
                + contents.names().provider() + " to the "
                + contents.process().inFull() + "; portal reference "
                + contents.names().reference() + ", disclosure "
                + contents.names().number() + ".");
        if (contents.process().isVoluntary()) {
            pdf.paragraph("No process compelled it: it was made voluntarily under "
                    + contents.process().instrument().statute() + ".");
        }
        pdf.heading("The records");
        pdf.points(certificate.records());
        pdf.heading("The system that made them (FRE 902(13))");
        pdf.points(certificate.system());
        // An oath on a page by itself could be put under another certificate.
        pdf.keepTogether(volumes.several() ? 240 : 196);
        pdf.heading("The copies (FRE 902(14))");
        pdf.paragraph(certificate.copies());
        pdf.keepTogether(134);
        pdf.heading("Declaration (28 U.S.C. § 1746)");
        pdf.paragraph(certificate.oath());
        return pdf.signatureArea(
                DisclosureDocument.SIGNATURE_FIELD,
                "Signature of the custodian of records",
                certificate.underSignature());
    }
}
