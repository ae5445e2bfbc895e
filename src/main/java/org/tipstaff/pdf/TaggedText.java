package org.tipstaff.pdf;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.TextPosition;

/**
 * Reads a document of {@link PdfWriter} as a reader aloud does: element by element through the structure tree (ISO 32000-1
 * section 14.7). Holds all text in memory; a document made by others may give any {@link RuntimeException}.
 */
public final class TaggedText {
    private final Map<COSDictionary, Map<Integer, String>> textOfPages = new HashMap<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();

    private TaggedText(PDDocument document) throws IOException {
        for (PDPage page : document.getPages()) {
            PDFMarkedContentExtractor extractor = new PDFMarkedContentExtractor();
            extractor.processPage(page);
            Map<Integer, String> texts = new HashMap<>();
            for (PDMarkedContent content : extractor.getMarkedContents()) {
                if (content.getMCID() >= 0) {
                    String actual = content.getActualText();
                    if (actual != null) {
                        texts.put(content.getMCID(), actual);
                        continue;
                    }
                    StringBuilder text = new StringBuilder();
                    for (Object piece : content.getContents()) {
                        if (piece instanceof TextPosition position) {
                            text.append(position.getUnicode());
                        }
                    }
                    texts.put(content.getMCID(), text.toString());
                }
            }
            textOfPages.put(page.getCOSObject(), texts);
        }
        var root = document.getDocumentCatalog().getStructureTreeRoot();
        if (root != null && root.getCOSObject().getCOSArray(COSName.K) != null) {
            walk(root.getCOSObject().getCOSArray(COSName.K).getObject(0));
        }
    }

    public static TaggedText of(PDDocument document) throws IOException {
        return new TaggedText(document);
    }

    public static TaggedText of(Path file) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            return new TaggedText(document);
        }
    }

    /** The cells of all rows of all tables' bodies, in reading order. */
    public List<List<String>> rows() {
        return rows;
    }

    public List<String> headings() {
        return headings;
    }

    private void walk(COSBase base) {
        if (!(base instanceof COSDictionary element)) {
            return;
        }
        String type = element.getNameAsString(COSName.S);
        COSArray kids = element.getCOSArray(COSName.K);
        if (type == null || kids == null) {
            return;
        }
        if (type.equals("TR")) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < kids.size(); i++) {
                cells.add(text((COSDictionary) kids.getObject(i)));
            }
            rows.add(cells);
            return;
        }
        if (type.startsWith("H")) {
            headings.add(text(element));
        }
        for (int i = 0; i < kids.size(); i++) {
            walk(kids.getObject(i));
        }
    }

    private String text(COSDictionary element) {
        StringBuilder text = new StringBuilder();
        COSArray kids = element.getCOSArray(COSName.K);
        for (int i = 0; i < kids.size(); i++) {
            COSBase kid = kids.getObject(i);
            if (kid instanceof COSInteger id) {
                text.append(marked(element, id.intValue()));
            } else if (kid instanceof COSDictionary child && child.containsKey(COSName.S)) {
                text.append(text(child));
            } else if (kid instanceof COSDictionary reference) {
                text.append(marked(reference, reference.getInt(COSName.MCID)));
            }
        }
        return text.toString();
    }

    private String text(COSDictionary page, int markedContent) {
        Map<Integer, String> texts = textOfPages.getOrDefault(page, Map.of());
        return texts.getOrDefault(markedContent, "(no such marked content)");
    }

    /** Text of the marked content that an element points to on its page. */
    private String marked(COSDictionary element, int id) {
        var onPage = java.util.Objects.requireNonNull(textOfPages.get(element.getCOSDictionary(COSName.PG)));
        return String.valueOf(onPage.get(id));
    }
}
