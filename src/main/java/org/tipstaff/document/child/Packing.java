package org.tipstaff.document.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNull;
import org.apache.pdfbox.cos.COSObject;
import org.tipstaff.document.RefusalReason;

/**
 * One filter of a stream, with its parameters (ISO 32000-1, 7.4).
 *
 * @param name in full
 */
record Packing(String name, COSDictionary parameters) {
    private static final int MOST = 3;
    private static final long LONGEST_ROW = 1 << 20; // bytes; 40 million points of 4 colors are 6,400 wide and high
    private static final Map<String, String> SHORT = Map.of(
            "AHx", "ASCIIHexDecode",
            "A85", "ASCII85Decode",
            "LZW", "LZWDecode",
            "Fl", "FlateDecode",
            "RL", "RunLengthDecode",
            "CCF", "CCITTFaxDecode",
            "DCT", "DCTDecode");
    private static final Set<String> BYTES =
            Set.of("ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode", "Crypt");
    private static final Set<String> PICTURES = Set.of("CCITTFaxDecode", "DCTDecode", "JBIG2Decode");

    Packing {
        if (name.equals("JPXDecode")) {
            throw new Refused(RefusalReason.UNSUPPORTED_IMAGE);
        }
        if (!BYTES.contains(name) && !PICTURES.contains(name)) {
            throw new Refused(RefusalReason.PACKED_UNKNOWN);
        }
        if (name.equals("Crypt") && !"Identity".equals(parameters.getNameAsString(COSName.NAME, "Identity"))) {
            throw new Refused(RefusalReason.ENCRYPTED);
        }
        if (parameters.getInt(COSName.PREDICTOR, 1) > 1) {
            checkRow(parameters);
        }
    }

    /** The filters of a dictionary in the order in which they are taken off, whether named or listed, here or elsewhere. */
    static List<Packing> of(COSDictionary dictionary, COSName filterEntry, COSName parametersEntry) {
        COSBase filters = dictionary.getDictionaryObject(filterEntry);
        COSBase parameters = dictionary.getDictionaryObject(parametersEntry);
        List<Packing> packings = new ArrayList<>();
        if (filters instanceof COSName) {
            packings.add(one(filters, parameters instanceof COSArray several ? at(several, 0) : parameters));
        } else if (filters instanceof COSArray several) {
            if (several.size() > MOST) {
                throw new Refused(RefusalReason.PACKED_UNKNOWN);
            }
            for (int i = 0; i < several.size(); i++) {
                packings.add(
                        one(several.getObject(i), parameters instanceof COSArray listed ? at(listed, i) : parameters));
            }
        } else if (filters != null && filters != COSNull.NULL || dictionary.getItem(filterEntry) instanceof COSObject) {
            // Something else, or a reference to nothing, as one to the very stream is while that is read.
            throw new Refused(RefusalReason.PACKED_UNKNOWN);
        }
        return packings;
    }

    private static COSBase at(COSArray several, int index) {
        return index < several.size() ? several.getObject(index) : COSNull.NULL;
    }

    private static Packing one(COSBase name, COSBase parameters) {
        if (!(name instanceof COSName filter)) {
            throw new Refused(RefusalReason.PACKED_UNKNOWN);
        }
        return new Packing(
                SHORT.getOrDefault(filter.getName(), filter.getName()),
                parameters instanceof COSDictionary given ? given : new COSDictionary());
    }

    /** The library keeps two rows, and does not end where a row is empty. */
    private static void checkRow(COSDictionary parameters) {
        long colors = parameters.getInt(COSName.COLORS, 1);
        long bits = parameters.getInt(COSName.BITS_PER_COMPONENT, 8);
        long columns = parameters.getInt(COSName.COLUMNS, 1);
        boolean sane = colors >= 1 && colors <= 32 && bits >= 1 && bits <= 16 && columns >= 1;
        if (!sane || columns * colors * bits / 8 > LONGEST_ROW) {
            throw new Refused(RefusalReason.PACKED_UNKNOWN);
        }
    }

    boolean isPicture() {
        return PICTURES.contains(name);
    }

    boolean isDeflate() {
        return name.equals("FlateDecode");
    }

    boolean isIdentity() {
        return name.equals("Crypt");
    }

    boolean predicts() {
        return parameters.getInt(COSName.PREDICTOR, 1) > 1;
    }
}
