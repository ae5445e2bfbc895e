package org.tipstaff.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** PDF files written by hand, object by object, so that a test can say anything in them. */
public final class Pdfs {
    private final List<byte[]> objects = new ArrayList<>();

    private Pdfs() {}

    /** Object 1 is the catalog with these further entries, 2 the page tree, 3 a page with these, 4 its content, 5 a font. */
    public static Pdfs page(String inCatalog, String inPage, String content) {
        return new Pdfs()
                        .object("<< /Type /Catalog /Pages 2 0 R " + inCatalog + " >>")
                        .object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
                        .object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
                                + " /Resources << /Font << /F1 5 0 R >> /XObject << /I 6 0 R >> >> " + inPage + " >>")
                        .stream("", content.getBytes(StandardCharsets.ISO_8859_1))
                        .object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
    }

    public static Pdfs page(String inCatalog, String inPage) {
        return page(inCatalog, inPage, text("ORDER 18 U.S.C. 2703(d)", "+12025550123"));
    }

    public static Pdfs blank() {
        return new Pdfs();
    }

    public static String text(String... lines) {
        StringBuilder text = new StringBuilder("BT /F1 11 Tf 72 740 Td 15 TL ");
        for (String line : lines) {
            text.append('(')
                    .append(line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)"))
                    .append(") Tj T* ");
        }
        return text.append("ET").toString();
    }

    /** An order of so many pages. */
    public static byte[] order(int pages) {
        Pdfs pdf = new Pdfs();
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < pages; i++) {
            kids.append(4 + 2 * i).append(" 0 R ");
        }
        pdf.object("<< /Type /Catalog /Pages 2 0 R >>")
                .object("<< /Type /Pages /Kids [" + kids + "] /Count " + pages + " >>")
                .object("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
        String[] lines = new String[40];
        java.util.Arrays.fill(lines, "The provider shall disclose the records described in Attachment A.");
        lines[0] = "IN THE UNITED STATES DISTRICT COURT";
        lines[39] = "Part I. Accounts: +12025550123";
        for (int i = 0; i < pages; i++) {
            pdf.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " + (5 + 2 * i)
                    + " 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
            pdf.stream("", text(lines).getBytes(StandardCharsets.ISO_8859_1));
        }
        return pdf.bytes();
    }

    public Pdfs object(String object) {
        objects.add(object.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public Pdfs stream(String entries, byte[] data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("<< /Length " + data.length + " " + entries + " >>\nstream\n").getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(data);
        out.writeBytes("\nendstream".getBytes(StandardCharsets.ISO_8859_1));
        objects.add(out.toByteArray());
        return this;
    }

    public Pdfs replace(int number, String object) {
        objects.set(number - 1, object.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public byte[] bytes() {
        return bytes("");
    }

    public byte[] bytes(String inTrailer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder table = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        write(out, "%PDF-1.7\n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format("%010d 00000 n \n", out.size()));
            write(out, (i + 1) + " 0 obj\n");
            out.writeBytes(objects.get(i));
            write(out, "\nendobj\n");
        }
        int start = out.size();
        write(
                out,
                table + "trailer << /Size " + (objects.size() + 1) + " /Root 1 0 R " + inTrailer + " >>\nstartxref\n"
                        + start + "\n%%EOF\n");
        return out.toByteArray();
    }

    /** So many megabytes of one byte, deflated to a thousandth. */
    public static byte[] bomb(int megabytes, byte fill) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] megabyte = new byte[1 << 20];
        java.util.Arrays.fill(megabyte, fill);
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            for (int i = 0; i < megabytes; i++) {
                deflater.write(megabyte);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
