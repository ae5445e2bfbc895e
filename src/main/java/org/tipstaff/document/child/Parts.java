package org.tipstaff.document.child;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.tipstaff.document.RefusalReason;

/**
 * Every parsed object of the file, whether the page tree leads to it or not, each once. Objects and not bytes are
 * judged, because names may be written in many ways ({@code /#4aavaScript}, ISO 32000-1, 7.3.5).
 */
final class Parts {
    private static final int MOST_OBJECTS = 300_000;

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<COSBase> waiting = new ArrayDeque<>();
    private final ActiveContent active = new ActiveContent();
    private final DrawingLoops loops = new DrawingLoops();
    private final StreamSizes streams;

    private Parts(StreamSizes streams) {
        this.streams = streams;
    }

    /** @param streams knows those that were measured when they were read */
    static void check(PDDocument document, StreamSizes streams) throws IOException {
        Parts parts = new Parts(streams);
        COSDocument objects = document.getDocument();
        if (objects.getXrefTable().size() > MOST_OBJECTS) {
            throw new Refused(RefusalReason.TOO_MANY_PARTS);
        }
        parts.add(objects.getTrailer());
        for (var key : objects.getXrefTable().keySet()) {
            parts.add(objects.getObjectFromPool(key));
        }
        parts.walk();
        ActiveContent.checkCatalog(document.getDocumentCatalog().getCOSObject());
    }

    private void add(COSBase part) {
        COSBase resolved = part instanceof COSObject reference ? reference.getObject() : part;
        if ((resolved instanceof COSDictionary || resolved instanceof COSArray) && seen.add(resolved)) {
            waiting.add(resolved);
        }
        if (seen.size() > MOST_OBJECTS) {
            throw new Refused(RefusalReason.TOO_MANY_PARTS);
        }
    }

    private void walk() throws IOException {
        while (!waiting.isEmpty()) {
            COSBase part = waiting.remove();
            if (part instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    add(array.get(i));
                }
            } else if (part instanceof COSDictionary dictionary) {
                active.check(dictionary);
                loops.check(dictionary);
                if (dictionary instanceof COSStream stream) {
                    streams.check(stream);
                }
                for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
                    add(entry.getValue());
                }
            }
        }
    }
}
