package org.tipstaff.disclosure.twin;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Corrects what each sheet of a spreadsheet says of its size (ECMA-376-1, 18.3.1.35). A sheet is written before its rows
 * are counted, and its writer then says that it has one cell; readers that believe it see no rows at all.
 */
final class SheetDimensions {
    private static final String SHEETS = "xl/worksheets/sheet";
    private static final String WRITTEN = "<dimension ref=\"A1\"/>";
    /** The size stands before the first row, within the first bytes of a sheet. */
    private static final int HEAD = 1024;

    private SheetDimensions() {}

    /**
     * Copies a spreadsheet.
     *
     * @param dimensions of the sheets, in their order, for example {@code A3:I17}
     * @throws IOException also where a sheet states no size, or another than the one that is to be corrected
     */
    static void correct(Path written, Path file, List<String> dimensions) throws IOException {
        int corrected = 0;
        try (ZipFile in = new ZipFile(written.toFile());
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                zip.putNextEntry(copy);
                try (InputStream content = in.getInputStream(entry)) {
                    if (entry.getName().startsWith(SHEETS)) {
                        zip.write(head(content, dimensions.get(number(entry.getName()) - 1)));
                        corrected++;
                    }
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
        if (corrected != dimensions.size()) {
            throw new IOException("The spreadsheet has another number of sheets than were written");
        }
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(SHEETS.length(), name.indexOf('.')));
    }

    private static byte[] head(InputStream sheet, String dimension) throws IOException {
        String head = new String(sheet.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        if (!head.contains(WRITTEN)) {
            throw new IOException("A sheet of the spreadsheet states no size where one is expected");
        }
        return head.replace(WRITTEN, "<dimension ref=\"" + dimension + "\"/>").getBytes(StandardCharsets.ISO_8859_1);
    }
}
