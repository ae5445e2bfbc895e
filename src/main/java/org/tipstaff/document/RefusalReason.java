package org.tipstaff.document;

/** Why a document is not taken, in words for the officer who filed it. */
public enum RefusalReason {
    NOT_A_PDF(
            "The file is not a PDF, or is a PDF joined with something else.",
            "File the order as a PDF. If it is a word-processor file or a picture, print it to PDF first."),
    TOO_LARGE(
            "The file is larger than 25 MB.",
            "Scan in black and white at 300 dots per inch, or leave out what is not part of the order."),
    ENCRYPTED(
            "The PDF is encrypted or protected by a password.",
            "Save it without a password or restrictions and file it again."),
    ACTIVE_CONTENT(
            "The PDF contains a script, an attached file, an address that is no page of the web, or another part that"
                    + " acts when the document is opened.",
            "Print the document to a new PDF and file that one."),
    TOO_COMPLEX(
            "The PDF is too large or too complex to be opened safely.",
            "Print the document to a new PDF of at most 500 pages of ordinary size, or scan it at 300 dots per inch."),
    DRAWS_ITSELF(
            "A drawing in the PDF draws itself, or lies in others more than 40 deep, so that showing its page would"
                    + " not end.",
            "Ask whoever made the file for another copy, or scan the order at 300 dots per inch."),
    UNSUPPORTED_IMAGE(
            "The PDF contains pictures in a format that cannot be shown to the reviewer (JBIG2 or JPEG 2000).",
            "Print the document to a new PDF, or set the scanner to JPEG or CCITT Group 4, and file that one."),
    BROKEN(
            "The PDF is damaged or incomplete and cannot be read in full.",
            "Open it on your side; if it opens, print it to a new PDF and file that one, otherwise ask the court for"
                    + " another copy.");

    private final String sentence;
    private final String cure;

    RefusalReason(String sentence, String cure) {
        this.sentence = sentence;
        this.cure = cure;
    }

    /** What is wrong, one sentence. */
    public String sentence() {
        return sentence;
    }

    /** What the officer can do about it. */
    public String cure() {
        return cure;
    }
}
