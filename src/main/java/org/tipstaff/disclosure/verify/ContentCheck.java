package org.tipstaff.disclosure.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.RowTexts;
import org.tipstaff.pdf.TaggedText;
import org.tipstaff.sealing.Sha256;

/**
 * Whether a disclosure agrees with itself, and whether it is one: the files inside and beside the document with the
 * hashes, lengths and row counts that it prints, the rows of the CSV twin with those of the JSON twin and with the
 * printed tables of all volumes. Reads one document at a time into memory, and the twins row by row.
 */
final class ContentCheck {
    private static final int MANIFEST_COLUMNS = 4;

    private final Companions companions;
    private final List<List<String>> printed;
    private final List<Listed> listed = new ArrayList<>();
    private final Set<String> sound = new HashSet<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private ContentCheck(Companions companions, List<List<String>> printed) {
        this.companions = companions;
        this.printed = printed;
    }

    /**
     * What was found.
     *
     * @param letter where the document says of itself that it is one: a letter has no rows and no files
     * @param facts sentences about what was checked
     * @param problems sentences about what does not agree
     * @param missing files that belong to the document and could not be checked
     */
    record Outcome(Optional<PrintedLetter> letter, List<String> facts, List<String> problems, List<String> missing) {
        static final Outcome UNREAD = new Outcome(Optional.empty(), List.of(), List.of(), List.of());

        Outcome {
            facts = List.copyOf(facts);
            problems = List.copyOf(problems);
            missing = List.copyOf(missing);
        }

        Outcome and(Outcome more) {
            List<String> allFacts = new ArrayList<>(facts);
            allFacts.addAll(more.facts);
            List<String> allProblems = new ArrayList<>(problems);
            allProblems.addAll(more.problems);
            return new Outcome(letter, allFacts, allProblems, missing);
        }
    }

    /** A file as the document lists it. */
    record Listed(String name, long rows, String bytes, String sha256) {
        boolean isVolume() {
            return FileKind.isVolume(name);
        }
    }

    static Outcome of(Path pdf) {
        try (PDDocument document = open(pdf)) {
            ContentCheck check = new ContentCheck(
                    new Companions(document, pdf), TaggedText.of(document).rows());
            Optional<PrintedLetter> letter = PrintedLetter.in(check.printed);
            check.files();
            if (letter.isPresent()) {
                check.isBare();
            } else {
                check.rows();
            }
            return new Outcome(letter, check.facts, check.problems, check.missing);
        } catch (IOException | RuntimeException e) {
            // PDFBox and Jackson answer what they cannot read with many kinds of exception, which may quote the
            // document.
            return new Outcome(
                    Optional.empty(),
                    List.of(),
                    List.of("The contents cannot be read as those of a disclosure."),
                    List.of());
        }
    }

    private void isBare() {
        if (!companions.attached().isEmpty() || printed.stream().anyMatch(TwinRows::isPrintedRow)) {
            problems.add("A letter has no rows and no files, and this one has.");
        } else {
            facts.add("It is a letter and no disclosure: it has no rows and no files.");
        }
    }

    static PDDocument open(Path pdf) throws IOException {
        return Loader.loadPDF(pdf.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache());
    }

    private void files() throws IOException {
        Set<String> names = new HashSet<>();
        for (List<String> row : printed) {
            if (row.size() == MANIFEST_COLUMNS && row.get(3).matches("[0-9a-f]{64}") && names.add(row.get(0))) {
                long rows = Long.parseLong(row.get(1).replace(",", ""));
                listed.add(new Listed(row.get(0), rows, row.get(2), row.get(3)));
            }
        }
        boolean several = listed.stream().anyMatch(Listed::isVolume);
        for (Listed file : listed) {
            Optional<Companions.Content> content = companions.find(file.name());
            if (content.isPresent()) {
                check(file, content.get());
            } else if (several) {
                missing.add(file.name());
            } else {
                problems.add("The file " + file.name() + " is listed in the document and not attached.");
            }
        }
        for (String name : companions.attached()) {
            if (!names.contains(name)) {
                problems.add("The attached file " + name + " is not listed in the document.");
            }
        }
    }

    private void check(Listed file, Companions.Content content) throws IOException {
        boolean inside = companions.attached().contains(file.name());
        MessageDigest digest = Sha256.digest();
        long length = 0;
        try (InputStream in = content.open()) {
            byte[] piece = new byte[1 << 16];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                digest.update(piece, 0, n);
                length += n;
            }
        }
        if (!Sha256.of(digest).hex().equals(file.sha256())
                || !RowTexts.number(length).equals(file.bytes())) {
            problems.add("The " + (inside ? "attached file " : "file ") + file.name()
                    + " is not the one whose hash the document lists.");
        } else {
            sound.add(file.name());
            facts.add((inside ? "Attached file" : "File beside the document") + " as listed: " + file.name() + ", "
                    + RowTexts.number(file.rows()) + " rows, SHA-256 " + file.sha256());
        }
    }

    private void rows() throws IOException {
        List<List<String>> tables =
                printed.stream().filter(TwinRows::isPrintedRow).toList();
        if (listed.isEmpty() && companions.attached().isEmpty() && tables.isEmpty()) {
            facts.add("No rows and no files are in this document.");
            return;
        }
        List<Listed> further = listed.stream().filter(Listed::isVolume).toList();
        List<Long> ofTwins = listed.stream()
                .filter(file -> !file.isVolume())
                .map(Listed::rows)
                .toList();
        try (RowReading csv = twin(".csv", RowReading::csv);
                RowReading json = twin(".json", RowReading::json)) {
            RowComparison comparison = new RowComparison(new PrintedRows(tables, further, this::volume), csv, json);
            comparison.run();
            problems.addAll(comparison.problems(ofTwins));
            facts.add(comparison.fact());
        }
    }

    /** The tables of a further volume that is the one listed; else empty. */
    private Optional<List<List<String>>> volume(Listed volume) throws IOException {
        if (!sound.contains(volume.name())) {
            return Optional.empty();
        }
        try (PDDocument document = open(companions.beside(volume.name()).orElseThrow())) {
            List<List<String>> rows = TaggedText.of(document).rows().stream()
                    .filter(TwinRows::isPrintedRow)
                    .toList();
            if (rows.size() != volume.rows()) {
                problems.add("The volume " + volume.name() + " does not have as many rows as the document lists.");
            }
            return Optional.of(rows);
        }
    }

    private interface Opening {
        RowReading of(InputStream in) throws IOException;
    }

    /** A twin's rows; null where it lies nowhere, which only a document of several volumes may have. */
    private @Nullable RowReading twin(String ending, Opening opening) throws IOException {
        for (Listed file : listed) {
            Optional<Companions.Content> content = companions.find(file.name());
            if (file.name().endsWith(ending) && content.isPresent()) {
                return opening.of(content.get().open());
            }
        }
        return listed.stream().anyMatch(Listed::isVolume) ? null : () -> null;
    }
}
