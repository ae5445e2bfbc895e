package org.tipstaff.pdf;

import java.time.Instant;
import org.tipstaff.pdf.text.VisibleText;

/**
 * What stands around the pages of a document.
 *
 * @param title what a reader shows in the title bar (ISO 14289-1, 7.1), and the document's dc:title
 * @param author who speaks; dc:creator
 * @param createdAt goes into the metadata, to the second
 * @param header left and right of every page's top, for example who speaks and the reference
 * @param footer right of every page's bottom; at the left stands "Page x of y"
 */
public record PdfProperties(String title, String author, Instant createdAt, Header header, String footer) {
    public PdfProperties {
        // The metadata is XML, which cannot hold control characters; and a title bar is misled as a page is.
        title = VisibleText.of(title, codePoint -> true);
        author = VisibleText.of(author, codePoint -> true);
    }

    /** The running head. */
    public record Header(String left, String right) {}

    /** BCP 47; the structure tree's language. */
    public String language() {
        return "en-US";
    }
}
