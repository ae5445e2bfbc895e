package org.tipstaff.document.child;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * What a later revision of a file does to the pages of an earlier one, from best to worst: what is drawn is compared,
 * not how it is written down. Further signatures and what vouches for them are no change.
 */
enum Changes {
    /** The pages are the same. */
    NONE,
    /** All that was there is still drawn, and something more: a stamp, a note, a filled field, a page. */
    ADDED,
    /** Something that was there is drawn no more, or otherwise. */
    REPLACED;

    static Changes between(PDDocument before, PDDocument after) throws IOException {
        SameObjects same = new SameObjects();
        if (!same.test(layers(before), layers(after))) {
            return REPLACED; // what layers show and hide is part of what is drawn
        }
        int more = after.getNumberOfPages() - before.getNumberOfPages();
        if (more < 0) {
            return REPLACED;
        }
        Changes all = more == 0 ? NONE : ADDED;
        Iterator<PDPage> later = after.getPages().iterator();
        for (PDPage page : before.getPages()) {
            Changes found = REPLACED;
            for (int skipped = 0; found == REPLACED && skipped <= more && later.hasNext(); skipped++) {
                found = ofPage(page, later.next(), same);
            }
            all = worse(all, found);
        }
        return all;
    }

    private static COSBase layers(PDDocument document) {
        return document.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.OCPROPERTIES);
    }

    private static Changes worse(Changes one, Changes other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Changes ofPage(PDPage before, PDPage after, SameObjects same) throws IOException {
        if (!Objects.equals(before.getMediaBox().toString(), after.getMediaBox().toString())
                || !Objects.equals(
                        before.getCropBox().toString(), after.getCropBox().toString())
                || before.getRotation() != after.getRotation()
                || before.getUserUnit() != after.getUserUnit()) {
            return REPLACED;
        }
        return worse(
                ofResources(resources(before), resources(after), same),
                worse(ofContent(before, after), AnnotationChanges.of(before, after, same)));
    }

    private static COSBase resources(PDPage page) {
        return page.getResources() == null
                ? new COSDictionary()
                : page.getResources().getCOSObject();
    }

    /** Whether every name of the old content still stands for the same font, picture or colour. */
    private static Changes ofResources(COSBase before, COSBase after, SameObjects same) throws IOException {
        if (!(before instanceof COSDictionary old) || !(after instanceof COSDictionary now)) {
            return REPLACED;
        }
        for (COSName kind : old.keySet()) {
            COSBase entries = old.getDictionaryObject(kind);
            COSBase present = now.getDictionaryObject(kind);
            if (!(entries instanceof COSDictionary named) || !(present instanceof COSDictionary others)) {
                if (!kind.equals(COSName.PROC_SET) && !same.test(entries, present)) {
                    return REPLACED;
                }
                continue;
            }
            for (COSName name : named.keySet()) {
                if (!same.test(named.getDictionaryObject(name), others.getDictionaryObject(name))) {
                    return REPLACED;
                }
            }
        }
        return NONE; // what is named and not drawn changes nothing
    }

    /** Whether the old content is still there, stream by stream and in order. */
    private static Changes ofContent(PDPage before, PDPage after) throws IOException {
        List<String> old = content(before);
        List<String> now = content(after);
        if (old.equals(now)) {
            return NONE;
        }
        String whole = String.join("\n", now);
        int at = 0;
        for (String part : old) {
            int found = whole.indexOf(part, at);
            if (found < 0) {
                return REPLACED;
            }
            at = found + part.length();
        }
        return ADDED;
    }

    private static List<String> content(PDPage page) throws IOException {
        List<String> content = new ArrayList<>();
        Iterator<PDStream> streams = page.getContentStreams();
        while (streams.hasNext()) {
            try (InputStream in = streams.next().createInputStream()) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                in.transferTo(out);
                String part = out.toString(StandardCharsets.ISO_8859_1).strip();
                if (!part.isEmpty()) {
                    content.add(part);
                }
            }
        }
        return content;
    }

    /** What a program left of a page's annotations. */
    private static final class AnnotationChanges {
        private AnnotationChanges() {}

        static Changes of(PDPage before, PDPage after, SameObjects same) throws IOException {
            List<COSDictionary> old = annotations(before);
            List<COSDictionary> left = annotations(after);
            Changes all = NONE;
            for (COSDictionary annotation : old) {
                all = worse(all, take(annotation, left, same));
            }
            return left.stream().allMatch(AnnotationChanges::isSigned) ? all : worse(all, ADDED);
        }

        /** Takes what became of an annotation out of those that are left. */
        private static Changes take(COSDictionary annotation, List<COSDictionary> left, SameObjects same)
                throws IOException {
            for (COSDictionary other : left) {
                if (same.test(annotation, other)) {
                    left.remove(other);
                    return NONE;
                }
            }
            for (COSDictionary other : left) {
                if (isField(annotation) && isField(other) && sameField(annotation, other, same)) {
                    left.remove(other);
                    return isSigned(other) ? NONE : isEmpty(annotation) ? ADDED : REPLACED;
                }
            }
            return REPLACED;
        }

        private static boolean sameField(COSDictionary one, COSDictionary other, SameObjects same) throws IOException {
            return same.test(one.getDictionaryObject(COSName.T), other.getDictionaryObject(COSName.T))
                    && same.test(one.getDictionaryObject(COSName.FT), other.getDictionaryObject(COSName.FT))
                    && same.test(one.getDictionaryObject(COSName.RECT), other.getDictionaryObject(COSName.RECT));
        }

        private static boolean isField(COSDictionary annotation) {
            return COSName.WIDGET.equals(annotation.getCOSName(COSName.SUBTYPE));
        }

        private static boolean isEmpty(COSDictionary field) {
            COSBase value = field.getDictionaryObject(COSName.V);
            return value == null
                    || value instanceof org.apache.pdfbox.cos.COSString text
                            && text.getString().isBlank()
                    || COSName.Off.equals(value);
        }

        /** A signature's place on the page: its signer answers for what is drawn there. */
        private static boolean isSigned(COSDictionary annotation) {
            return isField(annotation)
                    && COSName.SIG.equals(annotation.getCOSName(COSName.FT))
                    && annotation.getDictionaryObject(COSName.V) instanceof COSDictionary signature
                    && signature.containsKey(COSName.CONTENTS);
        }

        private static List<COSDictionary> annotations(PDPage page) {
            List<COSDictionary> all = new ArrayList<>();
            if (page.getCOSObject().getDictionaryObject(COSName.ANNOTS) instanceof COSArray array) {
                for (int i = 0; i < array.size(); i++) {
                    if (array.getObject(i) instanceof COSDictionary annotation) {
                        all.add(annotation);
                    }
                }
            }
            return all;
        }
    }
}
