package org.tipstaff.document.child;

import java.io.IOException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdfparser.PDFParser;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.tipstaff.document.RefusalReason;

/**
 * Reads a PDF as the library does, and refuses what has no measure while it is read: streams before anything unpacks
 * them, those with objects and references too, and parts that lie in one another without end.
 */
final class StrictParser extends PDFParser {
    private static final int DEEPEST = 200;

    private final StreamSizes streams;
    private int depth;

    private StrictParser(RandomAccessRead file, StreamSizes streams) throws IOException {
        super(file, "", null, null, IOUtils.createMemoryOnlyStreamCache());
        this.streams = streams;
    }

    /**
     * @param file closed with the document
     * @param streams measures them
     * @throws Refused where it is not opened
     */
    static PDDocument load(RandomAccessRead file, StreamSizes streams) throws IOException {
        return new StrictParser(file, streams).parse();
    }

    @Override
    protected COSBase parseDirObject() throws IOException {
        depth++;
        try {
            if (depth > DEEPEST) {
                throw new Refused(RefusalReason.NESTED_TOO_DEEP);
            }
            return super.parseDirObject();
        } finally {
            depth--;
        }
    }

    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        COSStream stream = super.parseCOSStream(dictionary);
        if (securityHandler == null) {
            streams.check(stream);
        }
        // Of an encrypted file the streams are measured when they were decrypted (Parts); until then the heap bounds
        // them.
        return stream;
    }
}
