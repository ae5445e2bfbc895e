package org.tipstaff.signing.document;

import eu.europa.esig.dss.pdf.PdfDict;
import eu.europa.esig.dss.pdf.PdfDocumentReader;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfObjectModificationsFinder;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModifications;
import eu.europa.esig.dss.pdf.modifications.PdfObjectModificationsFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxDocumentReader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What changed between a signed revision and the whole file (ETSI EN 319 102-1 section 5.2.8 leaves the means open). DSS
 * loads and compares every object; of a long table nearly all are elements of the structure tree. That tree is passed
 * over where the cross-references show that no object of it was written anew: the file begins with the revision's bytes,
 * so an object whose place is the same is the same.
 */
final class RevisionComparison implements PdfObjectModificationsFinder {
    /** Kinds of objects that no structure tree consists of; what becomes of them is compared along other ways. */
    private static final Set<String> NO_STRUCTURE = Set.of("Catalog", "Page", "Annot");

    private final PdfObjectModificationsFinder everything = new DefaultPdfObjectModificationsFinder();

    @Override
    public PdfObjectModifications find(PdfDocumentReader signed, PdfDocumentReader whole) {
        return structureIsTheSame(signed, whole)
                ? everything.find(withoutStructure(signed), withoutStructure(whole))
                : everything.find(signed, whole);
    }

    static boolean structureIsTheSame(PdfDocumentReader signed, PdfDocumentReader whole) {
        if (!(signed instanceof PdfBoxDocumentReader before) || !(whole instanceof PdfBoxDocumentReader after)) {
            return false;
        }
        COSObjectKey root = structure(before);
        if (root == null || !root.equals(structure(after))) {
            return false;
        }
        COSDocument old = before.getPDDocument().getDocument();
        COSDocument now = after.getPDDocument().getDocument();
        Map<COSObjectKey, Long> places = now.getXrefTable();
        return old.getXrefTable().entrySet().stream()
                .filter(object -> !object.getValue().equals(places.get(object.getKey())))
                .allMatch(object -> isNoStructure(old, object.getKey()) && isNoStructure(now, object.getKey()));
    }

    private static @Nullable COSObjectKey structure(PdfBoxDocumentReader reader) {
        COSBase root =
                reader.getPDDocument().getDocumentCatalog().getCOSObject().getItem(COSName.STRUCT_TREE_ROOT);
        return root instanceof COSObject reference ? reference.getKey() : null;
    }

    private static boolean isNoStructure(COSDocument document, COSObjectKey key) {
        return document.getObjectFromPool(key).getObject() instanceof COSDictionary dictionary
                && NO_STRUCTURE.contains(String.valueOf(dictionary.getNameAsString(COSName.TYPE)));
    }

    private static PdfDocumentReader withoutStructure(PdfDocumentReader reader) {
        PdfDict catalog = reader.getCatalogDictionary();
        PdfDict less = view(
                PdfDict.class,
                catalog,
                "list",
                Arrays.stream(catalog.list())
                        .filter(key -> !key.equals(COSName.STRUCT_TREE_ROOT.getName()))
                        .toArray(String[]::new));
        return view(PdfDocumentReader.class, reader, "getCatalogDictionary", less);
    }

    /** The same, but for what one of its methods without parameters answers. */
    private static <T> T view(Class<T> type, T of, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return answer;
                    }
                    try {
                        return called.invoke(of, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                }));
    }
}
