package org.tipstaff.disclosure.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;

/** The files that a document may list: those inside it (ISO 19005-3 section 6.8), and those that lie beside it. */
final class Companions {
    /** A plain name: the document's own words must not lead out of the directory. */
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Map<String, Content> attached = new TreeMap<>();
    private final Path pdf;

    /** Bytes that can be read again. */
    interface Content {
        InputStream open() throws IOException;
    }

    Companions(PDDocument document, Path pdf) {
        this.pdf = pdf.toAbsolutePath();
        COSArray associated = document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF"));
        for (int i = 0; associated != null && i < associated.size(); i++) {
            if (associated.getObject(i) instanceof COSDictionary dictionary) {
                var file = new PDComplexFileSpecification(dictionary);
                attached.put(file.getFilename(), () -> file.getEmbeddedFile().createInputStream());
            }
        }
    }

    Set<String> attached() {
        return attached.keySet();
    }

    Optional<Content> find(String name) {
        Content inside = attached.get(name);
        if (inside != null) {
            return Optional.of(inside);
        }
        return beside(name).map(file -> () -> Files.newInputStream(file));
    }

    /** Beside the document, or in the folder of the bag's spreadsheet. */
    Optional<Path> beside(String name) {
        if (!SAFE.matcher(name).matches()) {
            return Optional.empty();
        }
        Path file = pdf.resolveSibling(name);
        if (!Files.isRegularFile(file)) {
            file = pdf.resolveSibling("LOG").resolve(name);
        }
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
