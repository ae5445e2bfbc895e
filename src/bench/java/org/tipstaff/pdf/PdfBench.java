package org.tipstaff.pdf;

import com.lowagie.text.Document;
import com.lowagie.text.FontFactory;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfPTable;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * P4: tagged tables (PDF/A-3a, PDF/UA-1) beside OpenPDF's untagged ones and Apache FOP's tagged PDF/A-3a of the same
 * rows, in rows per CPU-second of this process. The peers deflate as they do by default.
 */
public final class PdfBench {
    private static final int ROWS = 10_000;
    /** FOP keeps the whole document in memory and is slow: fewer rows, fewer runs to warm up. */
    private static final int FOP_ROWS = 1_000;

    private static final int RUNS = 5;
    private static final int WARM_UP = 10;
    /** The clock of CPU time ticks every 10 ms: so many documents are one measurement. */
    private static final int DOCUMENTS = 4;

    private static final List<List<String>> PREPARED =
            IntStream.range(0, ROWS).mapToObj(PdfBench::row).toList();
    private static final float[] SHARES = {32, 26, 62, 106, 106, 84, 74, 40, 88, 52, 42};
    private static final List<String> TITLES = List.of(
            "No.", "Term", "Time (UTC)", "Source", "Target", "Client IP", "Service", "Devices", "Agent", "Model", "OS");

    private PdfBench() {}

    /** Writes one document of so many rows. */
    private interface Writing {
        void write(int rows, OutputStream out) throws Exception;
    }

    /** A way to write, and how fast it was. */
    private record Contestant(String name, Writing writing, int rows, int documents, double[] cpu, double[] wall) {
        Contestant(String name, Writing writing, int rows, int documents) {
            this(name, writing, rows, documents, new double[RUNS], new double[RUNS]);
        }

        void run(int run) throws Exception {
            long before = cpuTime();
            long from = System.nanoTime();
            for (int i = 0; i < documents; i++) {
                writing.write(rows, OutputStream.nullOutputStream());
            }
            if (run >= 0) {
                cpu[run] = rows * documents * 1e9 / (cpuTime() - before);
                wall[run] = rows * documents * 1e9 / (System.nanoTime() - from);
            }
        }

        void print() throws Exception {
            CountingOutputStream counted = new CountingOutputStream();
            writing.write(rows, counted);
            System.out.printf(
                    Locale.US,
                    "P4 %-32s %,9.0f rows per CPU-second, %,9.0f per second, %,d bytes a row%n",
                    name,
                    median(cpu),
                    median(wall),
                    counted.count / rows);
        }
    }

    private static final class CountingOutputStream extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            count += length;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Contestant ours = new Contestant("Tipstaff, PDF/A-3a, PDF/UA-1", PdfBench::tagged, ROWS, DOCUMENTS);
        Contestant openPdf = new Contestant("OpenPDF, untagged", PdfBench::untagged, ROWS, DOCUMENTS);
        Contestant fop = new Contestant("Apache FOP, PDF/A-3a, tagged", FopTable::write, FOP_ROWS, 1);
        for (int run = -WARM_UP; run < RUNS; run++) {
            ours.run(run);
            openPdf.run(run);
            fop.run(run);
        }
        ours.print();
        openPdf.print();
        fop.print();
        System.out.printf(
                Locale.US,
                "P4 ratio of rows per CPU-second: %.2f to OpenPDF (goal 4), %.1f to FOP%n",
                median(ours.cpu()) / median(openPdf.cpu()),
                median(ours.cpu()) / median(fop.cpu()));
    }

    private static long cpuTime() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    static List<String> row(int i) {
        return List.of(
                Integer.toString(i + 1),
                "T1",
                String.format(Locale.ROOT, "2026-11-01 %02d:%02d:%02d.%06d", i / 3600 % 24, i / 60 % 60, i % 60, i),
                "+12025550123",
                "+1202555" + (1000 + i % 9000),
                "203.0.113." + i % 256,
                "com.apple.madrid",
                Integer.toString(i % 4),
                i % 3 == 0 ? "[iOS,26.1,23B85,iPhone17,1]" : "[iOS,18.7.2,22H124,iPhone14,5]",
                "iPhone17,1",
                "26.1");
    }

    private static void tagged(int rows, OutputStream out) throws Exception {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            columns.add(Column.exact(TITLES.get(i), SHARES[i]));
        }
        PdfProperties properties = new PdfProperties(
                "Benchmark", "Example", Instant.EPOCH, new PdfProperties.Header("left", "right"), "foot");
        try (PdfWriter pdf = new PdfWriter(out, properties)) {
            pdf.title("above", "Benchmark");
            pdf.widePage(100);
            try (PdfTable table = pdf.dataTable(columns)) {
                for (int i = 0; i < rows; i++) {
                    table.row(PREPARED.get(i));
                }
            }
            pdf.finish();
        }
    }

    private static void untagged(int rows, OutputStream out) throws Exception {
        Document document = new Document(PageSize.LETTER.rotate(), 46, 46, 70, 56);
        com.lowagie.text.pdf.PdfWriter.getInstance(document, out);
        document.open();
        var font = FontFactory.getFont(FontFactory.HELVETICA, 7);
        PdfPTable table = new PdfPTable(SHARES);
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        table.setComplete(false);
        TITLES.forEach(title -> table.addCell(new Phrase(title, font)));
        for (int i = 0; i < rows; i++) {
            PREPARED.get(i).forEach(cell -> table.addCell(new Phrase(cell, font)));
            if (i % 100 == 99) {
                document.add(table);
            }
        }
        table.setComplete(true);
        document.add(table);
        document.close();
    }
}
