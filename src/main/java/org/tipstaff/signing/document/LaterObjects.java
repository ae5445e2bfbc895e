package org.tipstaff.signing.document;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * Whether what was written into a document of the provider after its signature is what the provider writes there: validation
 * data in {@code /DSS}, and document time-stamps in fields that nobody sees (ETSI EN 319 142-1 sections 5.4.2 and 5.4.3). The
 * comparison of DSS lets more pass, for instance other metadata, another version, or an appearance that was taken away;
 * who had such a revision time-stamped by the same authority would have every byte of it under a seal.
 */
public final class LaterObjects {
    private static final COSName DSS = COSName.getPDFName("DSS");
    private static final COSName SIG_FLAGS = COSName.getPDFName("SigFlags");
    private static final COSName HYBRID = COSName.getPDFName("XRefStm");
    private static final Set<COSName> VALIDATION_DATA = names("Type", "Certs", "CRLs", "OCSPs", "VRI");
    private static final Set<COSName> STAMP_FIELD = names("FT", "Type", "Subtype", "F", "T", "V", "P", "Rect", "AP");
    /** What every cross-reference section has of its own (ISO 32000-1 tables 15 and 17). */
    private static final Set<COSName> CROSS_REFERENCES =
            names("Size", "Prev", "ID", "Type", "Index", "W", "Filter", "Length", "DecodeParms");

    private final COSDocument signed;
    private final COSDocument whole;
    private final Set<COSObjectKey> stamps = new HashSet<>();

    private LaterObjects(COSDocument signed, COSDocument whole) {
        this.signed = signed;
        this.whole = whole;
    }

    /**
     * Compares the file with its beginning.
     *
     * @param beginning the file as it was signed: as far as the provider's signature reaches
     */
    public static boolean areTheProviders(Path beginning, Path file) {
        try (PDDocument signed = open(beginning);
                PDDocument whole = open(file)) {
            return new LaterObjects(signed.getDocument(), whole.getDocument()).areTheProviders();
        } catch (IOException | RuntimeException e) {
            // PDFBox answers what it did not expect with many kinds: the provider writes nothing that it cannot read.
            return false;
        }
    }

    private static PDDocument open(Path pdf) throws IOException {
        return Loader.loadPDF(pdf.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache());
    }

    private boolean areTheProviders() {
        COSDictionary before = signed.getTrailer();
        COSDictionary now = whole.getTrailer();
        if (now.containsKey(HYBRID) || !sameBut(CROSS_REFERENCES, before, now)) {
            return false;
        }
        COSDictionary root = now.getCOSDictionary(COSName.ROOT);
        if (root == null || !fieldsAreStamps(before.getCOSDictionary(COSName.ROOT), root) || !isValidationData(root)) {
            return false;
        }
        Map<COSObjectKey, Long> places = whole.getXrefTable();
        return signed.getXrefTable().entrySet().stream()
                .filter(object -> !object.getValue().equals(places.get(object.getKey())))
                .allMatch(object -> maybeWrittenAnew(object.getKey()));
    }

    private static boolean isValidationData(COSDictionary root) {
        return !root.containsKey(DSS)
                || root.getDictionaryObject(DSS) instanceof COSDictionary data
                        && VALIDATION_DATA.containsAll(data.keySet());
    }

    private boolean fieldsAreStamps(@Nullable COSDictionary before, COSDictionary now) {
        COSDictionary old = before == null ? null : before.getCOSDictionary(COSName.ACRO_FORM);
        COSDictionary form = now.getCOSDictionary(COSName.ACRO_FORM);
        // A signed document has a form: the signature's field is in it.
        if (old == null || form == null || !sameBut(Set.of(COSName.FIELDS, SIG_FLAGS), old, form)) {
            return false;
        }
        COSArray oldFields = old.getCOSArray(COSName.FIELDS);
        COSArray fields = form.getCOSArray(COSName.FIELDS);
        if (oldFields == null || fields == null || fields.size() < oldFields.size()) {
            return false;
        }
        for (int i = oldFields.size(); i < fields.size(); i++) {
            if (!(fields.get(i) instanceof COSObject field) || !isUnseenStamp(field.getObject())) {
                return false;
            }
            stamps.add(field.getKey());
        }
        return isBeginning(oldFields, fields);
    }

    private static boolean isUnseenStamp(@Nullable COSBase base) {
        return base instanceof COSDictionary field
                && STAMP_FIELD.containsAll(field.keySet())
                && COSName.getPDFName("Sig").equals(field.getCOSName(COSName.FT))
                && field.getDictionaryObject(COSName.V) instanceof COSDictionary value
                && COSName.getPDFName("DocTimeStamp").equals(value.getCOSName(COSName.TYPE))
                && field.getDictionaryObject(COSName.RECT) instanceof COSArray place
                && StreamSupport.stream(place.spliterator(), false)
                        .allMatch(side -> side instanceof COSNumber number && number.floatValue() == 0);
    }

    private boolean maybeWrittenAnew(COSObjectKey key) {
        COSBase before = signed.getObjectFromPool(key).getObject();
        COSBase now = whole.getObjectFromPool(key).getObject();
        if (before instanceof COSStream || now instanceof COSStream) {
            return false;
        }
        if (before instanceof COSArray old && now instanceof COSArray list) {
            return isBeginning(old, list);
        }
        if (!(before instanceof COSDictionary old) || !(now instanceof COSDictionary dictionary)) {
            return false;
        }
        if (key.equals(key(signed.getTrailer(), COSName.ROOT))) {
            return sameBut(Set.of(DSS, COSName.ACRO_FORM), old, dictionary);
        }
        if (key.equals(key(signed.getTrailer().getCOSDictionary(COSName.ROOT), COSName.ACRO_FORM))) {
            // What is in it was compared above.
            return true;
        }
        if (COSName.PAGE.equals(old.getCOSName(COSName.TYPE))) {
            return sameBut(Set.of(COSName.ANNOTS), old, dictionary) && annotationsAreStamps(old, dictionary);
        }
        return same(old, dictionary);
    }

    private boolean annotationsAreStamps(COSDictionary before, COSDictionary now) {
        COSArray old = before.getCOSArray(COSName.ANNOTS);
        COSArray annotations = now.getCOSArray(COSName.ANNOTS);
        return annotations == null ? old == null : isBeginning(old == null ? new COSArray() : old, annotations);
    }

    /** Whether the one list begins with the other, and goes on with fields of time-stamps only. */
    private boolean isBeginning(COSArray before, COSArray now) {
        for (int i = 0; i < now.size(); i++) {
            boolean good = i < before.size()
                    ? same(before.get(i), now.get(i))
                    : now.get(i) instanceof COSObject added && stamps.contains(added.getKey());
            if (!good) {
                return false;
            }
        }
        return now.size() >= before.size();
    }

    private static @Nullable COSObjectKey key(@Nullable COSDictionary in, COSName name) {
        return in != null && in.getItem(name) instanceof COSObject reference ? reference.getKey() : null;
    }

    private static boolean sameBut(Set<COSName> others, COSDictionary one, COSDictionary two) {
        Set<COSName> all = new HashSet<>(one.keySet());
        all.addAll(two.keySet());
        all.removeAll(others);
        return all.stream().allMatch(name -> same(one.getItem(name), two.getItem(name)));
    }

    /** References are the same where they name the same object; whether that was written anew is seen there. */
    private static boolean same(@Nullable COSBase one, @Nullable COSBase two) {
        if (one instanceof COSObject a && two instanceof COSObject b) {
            return a.getKey() != null && a.getKey().equals(b.getKey());
        }
        if (one instanceof COSStream || two instanceof COSStream) {
            return false;
        }
        if (one instanceof COSDictionary a && two instanceof COSDictionary b) {
            return sameBut(Set.of(), a, b);
        }
        if (one instanceof COSArray a && two instanceof COSArray b) {
            boolean same = a.size() == b.size();
            for (int i = 0; same && i < a.size(); i++) {
                same = same(a.get(i), b.get(i));
            }
            return same;
        }
        return one != null && one.equals(two);
    }

    private static Set<COSName> names(String... names) {
        return Set.copyOf(List.of(names).stream().map(COSName::getPDFName).toList());
    }
}
