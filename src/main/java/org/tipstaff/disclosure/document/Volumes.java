package org.tipstaff.disclosure.document;

import java.util.List;
import java.util.stream.IntStream;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.ManifestEntry;
import org.tipstaff.disclosure.RowTexts;

/**
 * How the rows of a disclosure are split into documents. The first volume has what is not rows too, and the signature;
 * each further one has rows only. A disclosure without rows has one volume.
 *
 * @param rows of the disclosure
 * @param ofFirst most rows of the first volume
 * @param ofFurther most rows of each further one
 */
public record Volumes(long rows, long ofFirst, long ofFurther) {
    /** The most rows of a volume, as configured. */
    public record Sizes(long ofFirst, long ofFurther) {
        /** An archival document takes some 680,000 (ISO 19005-3, 6.1.13). */
        private static final long MOST = 600_000;

        public Sizes {
            if (ofFirst < 1 || ofFurther < 1 || ofFirst > MOST || ofFurther > MOST) {
                throw new IllegalArgumentException(
                        "tipstaff.disclosure.signed-rows and volume-rows are from 1 to " + MOST);
            }
        }

        public Volumes of(long rows) {
            return new Volumes(rows, ofFirst, ofFurther);
        }
    }

    public Volumes {
        if (rows < 0 || ofFirst < 1 || ofFurther < 1) {
            throw new IllegalArgumentException("A volume has rows");
        }
    }

    /** Of a disclosure that exists: its further volumes say what is left for the first. */
    public static Volumes with(long rows, List<ManifestEntry> further) {
        long beyond = further.stream().mapToLong(ManifestEntry::rows).sum();
        long each = further.stream().mapToLong(ManifestEntry::rows).max().orElse(1);
        Volumes volumes = new Volumes(rows, Math.max(1, rows - beyond), each);
        boolean inOrder = IntStream.range(0, further.size())
                .allMatch(i -> FileKind.of(further.get(i)).equals(FileKind.volume(i + 2)));
        if (!inOrder || volumes.count() != further.size() + 1) {
            throw new IllegalStateException("The volumes are not those that were prepared");
        }
        return volumes;
    }

    int count() {
        return rows <= ofFirst ? 1 : of(rows);
    }

    boolean several() {
        return count() > 1;
    }

    /** The volume of a row. */
    int of(long row) {
        return row <= ofFirst ? 1 : 2 + (int) ((row - ofFirst - 1) / ofFurther);
    }

    /** The number of a volume's first row. */
    long first(int volume) {
        return volume == 1 ? 1 : ofFirst + (volume - 2) * ofFurther + 1;
    }

    public long last(int volume) {
        return Math.min(rows, ofFirst + (volume - 1) * ofFurther);
    }

    /** For example "Volume 2 of 11". */
    String title(int volume) {
        return "Volume " + volume + " of " + count();
    }

    /** For example "rows 100,001 to 200,000". */
    String range(int volume) {
        return "rows " + RowTexts.number(first(volume)) + " to " + RowTexts.number(last(volume));
    }

    public static String fileName(String number, int volume) {
        return number + (volume == 1 ? ".pdf" : "-V" + volume + ".pdf");
    }
}
