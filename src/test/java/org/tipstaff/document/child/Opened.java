package org.tipstaff.document.child;

import java.io.IOException;
import java.util.Optional;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.tipstaff.document.RefusalReason;

/** What the child does with a file before it draws anything, without a process. */
final class Opened {
    private Opened() {}

    /** Why it is refused; empty where it is not. */
    static Optional<RefusalReason> refusal(byte[] pdf) throws IOException {
        StreamSizes streams = new StreamSizes();
        try (PDDocument document = StrictParser.load(new RandomAccessReadBuffer(pdf), streams)) {
            Parts.check(document, streams);
            PageTree.check(document);
            return Optional.empty();
        } catch (Refused e) {
            return Optional.of(e.reason());
        }
    }
}
