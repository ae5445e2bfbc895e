package org.tipstaff.disclosure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.tipstaff.pdf.TaggedText;
import org.tipstaff.sealing.Sha256;

/**
 * Whether a disclosure agrees with itself, and whether it is one: the attached files with the hashes, lengths and row counts that it prints, the
 * rows of the CSV twin with those of the JSON twin and with the printed tables. Reads the whole document into memory.
 */
final class ContentCheck {
    private static final int MANIFEST_COLUMNS = 4;

    private final Map<String, byte[]> attached;
    private final List<List<String>> printed;
    private final List<String> facts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private ContentCheck(Map<String, byte[]> attached, List<List<String>> printed) {
        this.attached = attached;
        this.printed = printed;
    }

    /**
     * What was found.
     *
     * @param letter where the document says of itself that it is one: a letter has no rows and no files
     * @param facts sentences about what was checked
     * @param problems sentences about what does not agree
     */
    record Outcome(Optional<Letter> letter, List<String> facts, List<String> problems) {
        static final Outcome UNREAD = new Outcome(Optional.empty(), List.of(), List.of());

        Outcome {
            facts = List.copyOf(facts);
            problems = List.copyOf(problems);
        }

        Outcome and(Outcome more) {
            List<String> allFacts = new ArrayList<>(facts);
            allFacts.addAll(more.facts);
            List<String> allProblems = new ArrayList<>(problems);
            allProblems.addAll(more.problems);
            return new Outcome(letter, allFacts, allProblems);
        }
    }

    static Outcome of(Path pdf) {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            ContentCheck check =
                    new ContentCheck(attached(document), TaggedText.of(document).rows());
            Optional<Letter> letter = Letter.in(check.printed);
            check.manifest();
            if (letter.isPresent()) {
                check.isBare();
            } else {
                check.rows();
            }
            return new Outcome(letter, check.facts, check.problems);
        } catch (IOException | RuntimeException e) {
            // PDFBox and Jackson answer what they cannot read with many kinds of exception, which may quote the
            // document.
            return new Outcome(
                    Optional.empty(), List.of(), List.of("The contents cannot be read as those of a disclosure."));
        }
    }

    /**
     * A letter of the provider, by the facts on its cover.
     *
     * @param name number and kind, for example {@code TS-26-004182-L1: Refusal}
     * @param issuedBy who decided, or on whose behalf it was issued
     */
    record Letter(String name, String issuedBy) {
        private static final Pattern NAME = Pattern.compile("TS-[0-9]{2}-[0-9]{6,9}-L[0-9]+: .+");

        static Optional<Letter> in(List<List<String>> printed) {
            return fact(printed, "Letter")
                    .filter(name -> NAME.matcher(name).matches())
                    .map(name -> new Letter(name, fact(printed, "Issued by").orElse("nobody named")));
        }

        private static Optional<String> fact(List<List<String>> printed, String name) {
            return printed.stream()
                    .filter(row -> row.size() == 2 && row.get(0).equals(name))
                    .map(row -> row.get(1))
                    .findFirst();
        }
    }

    private void isBare() {
        if (!attached.isEmpty() || printed.stream().anyMatch(TwinRows::isPrintedRow)) {
            problems.add("A letter has no rows and no files, and this one has.");
        } else {
            facts.add("It is a letter and no disclosure: it has no rows and no files.");
        }
    }

    private void manifest() {
        Set<String> listed = new HashSet<>();
        for (List<String> row : printed) {
            if (row.size() == MANIFEST_COLUMNS && row.get(3).matches("[0-9a-f]{64}")) {
                listed.add(row.get(0));
                attachment(row);
            }
        }
        for (String name : attached.keySet()) {
            if (!listed.contains(name)) {
                problems.add("The attached file " + name + " is not listed in the document.");
            }
        }
    }

    private void attachment(List<String> row) {
        String name = row.get(0);
        byte[] bytes = attached.get(name);
        if (bytes == null) {
            problems.add("The file " + name + " is listed in the document and not attached.");
        } else if (!Sha256.of(bytes).hex().equals(row.get(3))
                || !BackMatter.number(bytes.length).equals(row.get(2))) {
            problems.add("The attached file " + name + " is not the one whose hash the document lists.");
        } else {
            facts.add("Attached file as listed: " + name + ", " + row.get(1) + " rows, SHA-256 " + row.get(3));
        }
    }

    private void rows() throws IOException {
        List<List<String>> csv = twin(".csv", TwinRows::csv);
        List<List<String>> json = twin(".json", TwinRows::json);
        List<List<String>> tables =
                printed.stream().filter(TwinRows::isPrintedRow).toList();
        if (attached.isEmpty() && tables.isEmpty()) {
            facts.add("No rows and no files are in this document.");
            return;
        }
        if (!csv.equals(json)) {
            problems.add("The rows of the CSV and the JSON file are not the same.");
        }
        if (!TwinRows.samePrinted(csv, tables)) {
            problems.add("The rows of the tables and of the CSV file are not the same.");
        }
        String count = BackMatter.number(csv.size());
        if (printed.stream()
                .anyMatch(row -> row.size() == MANIFEST_COLUMNS
                        && row.get(3).matches("[0-9a-f]{64}")
                        && !row.get(1).equals(count))) {
            problems.add("The files do not hold as many rows as the document lists.");
        }
        facts.add("Rows: " + BackMatter.number(tables.size()) + " in the tables, " + count + " in the CSV file, "
                + BackMatter.number(json.size()) + " in the JSON file");
    }

    private interface Reading {
        List<List<String>> of(byte[] twin) throws IOException;
    }

    private List<List<String>> twin(String ending, Reading reading) throws IOException {
        for (Map.Entry<String, byte[]> file : attached.entrySet()) {
            if (file.getKey().endsWith(ending)) {
                return reading.of(file.getValue());
            }
        }
        return List.of();
    }

    /** The associated files of the document (ISO 19005-3 section 6.8), by their names. */
    private static Map<String, byte[]> attached(PDDocument document) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        COSArray associated = document.getDocumentCatalog().getCOSObject().getCOSArray(COSName.getPDFName("AF"));
        for (int i = 0; associated != null && i < associated.size(); i++) {
            if (associated.getObject(i) instanceof COSDictionary dictionary) {
                var file = new PDComplexFileSpecification(dictionary);
                files.put(file.getFilename(), file.getEmbeddedFile().toByteArray());
            }
        }
        return files;
    }
}
