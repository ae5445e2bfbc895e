package org.tipstaff.document;

/**
 * Why a document is not taken, in words for the officer who filed it. No cure takes a digital signature off an order:
 * what a judge signed is never to be printed or scanned anew.
 */
public enum RefusalReason {
    NOT_A_PDF(
            "The file is not a PDF, or is a PDF joined with something else.",
            "File the order as the PDF that the court issued. If it was issued as a word-processor file or a picture,"
                    + " print that to PDF first."),
    TOO_LARGE("The file is larger than 25 MB.", Cure.SMALLER),
    ENCRYPTED(
            "The PDF cannot be opened without a password.",
            "Ask the court for the order without a password. If nobody signed it digitally, you can save it without one"
                    + " yourself."),
    ACTIVE_CONTENT(
            "The PDF contains a script, an attached file, an address that is no page of the web, or another part that"
                    + " acts when the document is opened.",
            Cure.WITHOUT_IT),
    TOO_COMPLEX("The PDF is too complex to be opened safely: it takes too much memory or time.", Cure.ANOTHER_COPY),
    TOO_MANY_PAGES("The PDF has more than 500 pages.", Cure.SMALLER),
    PAGE_SIZE("A page of the PDF is smaller than a quarter of an inch or larger than 100 inches.", Cure.ANOTHER_COPY),
    UNPACKS_TOO_LARGE(
            "A part of the PDF unpacks to more than 48 MB, a picture to more than 128 MB, or the whole to more than"
                    + " 1 GB.",
            Cure.ANOTHER_COPY),
    PACKED_UNKNOWN(
            "A part of the PDF is packed in a way that the PDF standard does not know, or more than three times over,"
                    + " so that what it unpacks to cannot be told.",
            Cure.ANOTHER_COPY),
    PICTURE_TOO_LARGE(
            "A picture in the PDF has more than 40 million points, which is more than a letter page at 600 dots per"
                    + " inch.",
            Cure.SMALLER),
    PAGES_IN_A_CIRCLE(
            "The list of pages in the PDF leads back to itself, or names one page twice, so that it has no end.",
            Cure.ANOTHER_COPY),
    PAGES_MISCOUNTED(
            "The PDF says that it has another number of pages than it has, or has none, so that two programs could show"
                    + " two different orders.",
            Cure.ANOTHER_COPY),
    PAGES_TOO_DEEP("The list of pages in the PDF lies in other lists more than 50 deep.", Cure.ANOTHER_COPY),
    NESTED_TOO_DEEP(
            "Parts of the PDF lie in one another hundreds deep, or lead back to themselves, so that reading them would"
                    + " not end.",
            Cure.ANOTHER_COPY),
    TOO_MANY_PARTS("The PDF has more than 300,000 parts.", Cure.ANOTHER_COPY),
    DRAWS_ITSELF(
            "A drawing in the PDF draws itself, or lies in others more than 40 deep, so that showing its page would"
                    + " not end.",
            Cure.ANOTHER_COPY),
    UNSUPPORTED_IMAGE(
            "The PDF contains pictures in a format that cannot be shown to the reviewer (JPEG 2000).",
            "If you scanned the order, set the scanner to JPEG, JBIG2, or CCITT Group 4 and scan it again. If the court"
                    + " issued the file, ask it for a copy with other pictures; do not print it anew where somebody signed"
                    + " it digitally, because a print loses the signature."),
    BROKEN("The PDF is damaged or incomplete and cannot be read in full.", Cure.ANOTHER_COPY);

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

    /** What holds for several of them. */
    private static final class Cure {
        private static final String PRINT_LOSES =
                " A print or scan of it is taken too, but loses the digital signature if somebody signed it.";
        private static final String ANOTHER_COPY =
                "File the order as the court issued it, not saved or converted by another program. If this is that file,"
                        + " ask the court for another copy." + PRINT_LOSES;
        private static final String WITHOUT_IT = "Ask the court for a copy without such parts." + PRINT_LOSES;
        private static final String SMALLER =
                "If you scanned the order, scan it in black and white at 300 dots per inch, without what is not part of"
                        + " it. If the court issued the file, ask it for the order by itself." + PRINT_LOSES;

        private Cure() {}
    }
}
