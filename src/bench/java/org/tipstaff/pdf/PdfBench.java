package org.tipstaff.pdf;

import com.lowagie.text.Document;
import com.lowagie.text.FontFactory;
import com.lowagie.text.PageSize;
import com.lowagie.text.Phrase;
import com.lowagie.text.pdf.PdfPTable;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * P4: tagged tables beside OpenPDF's untagged ones of the same rows, in rows per CPU-second of this process; and
 * whether a large document fits into the heap. Arguments: {@code rows} of a large document, or none for the comparison.
 */
public final class PdfBench {
    private static final int ROWS = 10_000;
    private static final int RUNS = 5;
    private static final int WARM_UP = 10;
    private static final List<List<String>> PREPARED =
            IntStream.range(0, ROWS).mapToObj(PdfBench::row).toList();
    private static final float[] SHARES = {32, 26, 62, 106, 106, 84, 74, 40, 88, 52, 42};
    private static final List<String> TITLES = List.of(
            "No.", "Term", "Time (UTC)", "Source", "Target", "Client IP", "Service", "Devices", "Agent", "Model", "OS");

    private PdfBench() {}

    /** Writes one document of so many rows. */
    private interface Writing {
        void write(int rows) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            large(Integer.parseInt(arguments[0]));
            return;
        }
        double[][] rates = new double[2][RUNS];
        for (int run = -WARM_UP; run < RUNS; run++) {
            double tagged = rate(PdfBench::tagged);
            double untagged = rate(PdfBench::untagged);
            if (run >= 0) {
                rates[0][run] = tagged;
                rates[1][run] = untagged;
            }
        }
        double ours = median(rates[0]);
        double theirs = median(rates[1]);
        print("tagged PDF/A-3a, PDF/UA-1   %,10.0f rows per CPU-second", ours);
        print("OpenPDF, untagged           %,10.0f rows per CPU-second", theirs);
        print("ratio                       %10.2f (goal 4)", ours / theirs);
    }

    private static void large(int rows) throws Exception {
        long cpu = cpu();
        long wall = System.nanoTime();
        tagged(rows);
        print("rows                        %,10.0f", rows);
        print("heap limit                  %,10.0f MB", Runtime.getRuntime().maxMemory() / 1e6);
        print("CPU                         %10.1f s", (cpu() - cpu) / 1e9);
        print("wall                        %10.1f s", (System.nanoTime() - wall) / 1e9);
    }

    private static double rate(Writing writing) throws Exception {
        long before = cpu();
        writing.write(ROWS);
        return ROWS * 1e9 / (cpu() - before);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void print(String format, double value) {
        System.out.printf(Locale.US, format + "%n", value);
    }

    private static List<String> row(int i) {
        return List.of(
                Integer.toString(i + 1),
                "T1",
                String.format(Locale.ROOT, "2026-11-01 %02d:%02d:%02d.%06d", i / 3600 % 24, i / 60 % 60, i % 60, i),
                "+12025550123",
                "+1202555" + (1000 + i % 9000),
                "203.0.113." + i % 256,
                "com.apple.madrid",
                Integer.toString(i % 4),
                "[iOS,26.1,23B85,iPhone17,1]",
                "iPhone17,1",
                "26.1");
    }

    private static void tagged(int rows) throws Exception {
        List<Column> columns = new java.util.ArrayList<>();
        for (int i = 0; i < SHARES.length; i++) {
            columns.add(Column.exact(TITLES.get(i), SHARES[i]));
        }
        PdfProperties properties = new PdfProperties(
                "Benchmark", "Example", Instant.EPOCH, new PdfProperties.Header("left", "right"), "foot");
        try (PdfWriter pdf = new PdfWriter(OutputStream.nullOutputStream(), properties)) {
            pdf.title("above", "Benchmark");
            pdf.widePage(100);
            try (PdfTable table = pdf.dataTable(columns)) {
                for (int i = 0; i < rows; i++) {
                    table.row(i < ROWS ? PREPARED.get(i) : row(i));
                }
            }
            pdf.finish();
        }
    }

    private static void untagged(int rows) throws Exception {
        Document document = new Document(PageSize.LETTER.rotate(), 46, 46, 70, 56);
        com.lowagie.text.pdf.PdfWriter.getInstance(document, OutputStream.nullOutputStream());
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
