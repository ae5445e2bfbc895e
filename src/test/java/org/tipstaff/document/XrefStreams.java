package org.tipstaff.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Replaces the reference table of a file by a reference stream (ISO 32000-1, 7.5.8). */
public final class XrefStreams {
    private XrefStreams() {}

    /**
     * @param file objects 1 to 4 and a table
     * @param container the object stream that object 1 is said to lie in
     */
    public static byte[] over(String file, int container) {
        String body = file.substring(0, file.indexOf("xref\n"));
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        entry(entries, 0, 0);
        entry(entries, 2, container);
        for (int number = 2; number <= 4; number++) {
            entry(entries, 1, body.indexOf("\n" + number + " 0 obj") + 1);
        }
        entry(entries, 1, body.length());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(body.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(
                ("5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length " + entries.size() + " >>\nstream\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(entries.toByteArray());
        out.writeBytes(("\nendstream\nendobj\nstartxref\n" + body.length() + "\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, int type, int field) {
        out.write(type);
        out.write(field >>> 24);
        out.write(field >>> 16);
        out.write(field >>> 8);
        out.write(field);
        out.write(0);
    }
}
