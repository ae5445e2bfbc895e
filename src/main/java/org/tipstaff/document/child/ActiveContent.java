package org.tipstaff.document.child;

import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.tipstaff.document.RefusalReason;

/**
 * Refuses what acts, plays, sends or carries another file. Actions, annotations, name trees and XObjects are held
 * against lists of what a printed order can have (ISO 32000-1, 12.6.4, 12.5.6, 7.7.4, 8.8); what is not on them is
 * refused, known or not.
 */
final class ActiveContent {
    private static final Set<String> ACTIONS = Set.of("GoTo", "URI", "Named");
    private static final Set<String> ANNOTATIONS = Set.of(
            "Link",
            "Widget",
            "Text",
            "FreeText",
            "Highlight",
            "Underline",
            "StrikeOut",
            "Squiggly",
            "Stamp",
            "Ink",
            "Line",
            "Square",
            "Circle",
            "Polygon",
            "PolyLine",
            "Popup",
            "Caret",
            "Watermark");
    private static final Set<String> NAME_TREES = Set.of("Dests");
    private static final Set<String> XOBJECTS = Set.of("Image", "Form");
    /** Entries that stand for something active wherever they are. */
    private static final Set<String> ENTRIES = Set.of(
            "JS",
            "JavaScript",
            "AA",
            "EF",
            "EmbeddedFiles",
            "XFA",
            "NeedsRendering",
            "Collection",
            "RichMedia",
            "RichMediaContent",
            "RichMediaSettings",
            "3DD",
            "3DV",
            "Movie",
            "Sound",
            "Rendition",
            "Renditions",
            "Launch");
    /** Active wherever it stands as a subtype, also where nothing seems to lead to it. */
    private static final Set<String> SUBTYPES = Set.of(
            "JavaScript",
            "Launch",
            "GoToR",
            "GoToE",
            "GoTo3DView",
            "SubmitForm",
            "ImportData",
            "ResetForm",
            "RichMediaExecute",
            "Rendition",
            "SetOCGState");

    private static final Pattern WEB = Pattern.compile("https?://|mailto:", Pattern.CASE_INSENSITIVE);
    private static final Set<String> ACTION_ENTRIES = Set.of("A", "PA", "OpenAction", "Next");

    void check(COSDictionary dictionary) {
        for (COSName key : dictionary.keySet()) {
            refuseIf(ENTRIES.contains(key.getName()) && !isEmptyScriptTree(dictionary, key));
            if (ACTION_ENTRIES.contains(key.getName())) {
                checkAction(dictionary.getDictionaryObject(key));
            }
            if (key.equals(COSName.OPEN_ACTION)) {
                // What opens an address without being asked tells a stranger who reads the order, and when.
                refuseIf(dictionary.getDictionaryObject(key) instanceof COSDictionary opened
                        && name(opened, COSName.S).equals("URI"));
            }
        }
        String type = name(dictionary, COSName.TYPE);
        String subtype = name(dictionary, COSName.SUBTYPE);
        String kind = name(dictionary, COSName.S);
        refuseIf(SUBTYPES.contains(kind));
        refuseIf(type.equals("Action") && !ACTIONS.contains(kind));
        refuseIf(leadsElsewhere(dictionary));
        refuseIf(type.equals("EmbeddedFile"));
        refuseIf((type.equals("Annot") || dictionary.containsKey(COSName.RECT) && !subtype.isEmpty())
                && !ANNOTATIONS.contains(subtype));
        checkAnnotations(dictionary.getDictionaryObject(COSName.ANNOTS));
        if (dictionary instanceof COSStream) {
            refuseIf(type.equals("XObject") && !XOBJECTS.contains(subtype));
            // A stream whose bytes lie in another file (ISO 32000-1, table 5).
            refuseIf(dictionary.containsKey(COSName.F) || dictionary.containsKey(COSName.getPDFName("FFilter")));
        }
    }

    static void checkCatalog(COSDictionary catalog) {
        COSBase names = catalog.getDictionaryObject(COSName.NAMES);
        if (names instanceof COSDictionary trees) {
            for (COSName tree : trees.keySet()) {
                refuseIf(!NAME_TREES.contains(tree.getName()) && !isEmptyTree(trees.getDictionaryObject(tree), 0));
            }
        }
    }

    private static boolean isEmptyScriptTree(COSDictionary dictionary, COSName key) {
        return (key.getName().equals("JavaScript") || key.getName().equals("EmbeddedFiles"))
                && isEmptyTree(dictionary.getDictionaryObject(key), 0);
    }

    /** A list that programs make and leave empty holds nothing that could act. */
    private static boolean isEmptyTree(COSBase tree, int depth) {
        if (!(tree instanceof COSDictionary node) || depth > 10) {
            return false;
        }
        boolean noNames = !(node.getDictionaryObject(COSName.NAMES) instanceof COSArray names) || names.size() == 0;
        if (!(node.getDictionaryObject(COSName.KIDS) instanceof COSArray kids)) {
            return noNames;
        }
        boolean empty = noNames;
        for (int i = 0; empty && i < kids.size(); i++) {
            empty = isEmptyTree(kids.getObject(i), depth + 1);
        }
        return empty;
    }

    /** A link may lead to a page of the web, which a person follows or not; nothing else is opened by a PDF here. */
    private static boolean leadsElsewhere(COSDictionary action) {
        return name(action, COSName.S).equals("URI")
                && !(action.getDictionaryObject(COSName.URI) instanceof COSString address
                        && WEB.matcher(address.getString().strip()).lookingAt());
    }

    private static void checkAction(COSBase action) {
        if (action instanceof COSDictionary dictionary && dictionary.containsKey(COSName.S)) {
            refuseIf(!ACTIONS.contains(name(dictionary, COSName.S)));
        } else if (action instanceof COSArray several) {
            for (int i = 0; i < several.size(); i++) {
                if (several.getObject(i) instanceof COSDictionary dictionary && dictionary.containsKey(COSName.S)) {
                    refuseIf(!ACTIONS.contains(name(dictionary, COSName.S)));
                }
            }
        }
    }

    private static void checkAnnotations(COSBase annotations) {
        if (annotations instanceof COSArray array) {
            for (int i = 0; i < array.size(); i++) {
                refuseIf(array.getObject(i) instanceof COSDictionary annotation
                        && !ANNOTATIONS.contains(name(annotation, COSName.SUBTYPE)));
            }
        }
    }

    private static String name(COSDictionary dictionary, COSName key) {
        return dictionary.getDictionaryObject(key) instanceof COSName name ? name.getName() : "";
    }

    private static void refuseIf(boolean found) {
        if (found) {
            throw new Refused(RefusalReason.ACTIVE_CONTENT);
        }
    }
}
