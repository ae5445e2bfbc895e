package org.tipstaff.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tipstaff.pdf.file.PdfObjects;
import org.tipstaff.pdf.text.Fonts;
import org.tipstaff.pdf.text.Glyph;
import org.tipstaff.pdf.text.TextLine;
import org.tipstaff.pdf.text.VisibleText;

/** Values that want to break a page or to pass for other values, in a table as narrow as the log's. */
class HostileHandlesTest {
    private static final Pattern CODE_POINT = Pattern.compile("‹U\\+([0-9A-F]{4,6})›");

    @TempDir
    Path directory;

    /** All of its characters can be shown: extraction gives the value itself. */
    static List<String> readable() {
        return List.of(
                "робин@example.com",
                "ρόμπιν@example.com",
                "漢字かなカナ@example.com",
                "로빈@example.com",
                "שלום.עולם-7@example.com",
                "روبن.سلام@example.com",
                "פרסי1پیام@example.com",
                "nguye\u0302\u0303n@example.com",
                "\uD83D\uDE00@example.com",
                "\u0627\u0660\u0661@example.com");
    }

    /** Some of it is written as code points: extraction gives those, and the value by them. */
    static List<String> hiding() {
        return List.of(
                "abc\u202Egnp.exe@example.com",
                "a\u200Bb\u200D\uFEFFc\u2066@example.com",
                "x" + "\u0301".repeat(60) + "@example.com",
                "\u05E9\u05B0\u05DC@example.com",
                "\uD840\uDC0B\uDB40\uDC41@example.com",
                "\u0000\u0007\u001B[31m\r\n\t",
                "‹U+0041›@example.com",
                "\u00A0\u3000\u2028",
                "\u0928\u092E\u0938\u094D\u0924\u0947@example.com",
                "\uE000\uFFFE@example.com");
    }

    @ParameterizedTest
    @MethodSource("readable")
    void a_value_in_any_alphabet_is_extracted_as_it_is_and_spelt_beside(String value) throws IOException {
        String cell = cell(value);
        assertThat(cell).startsWith(value);
        assertThat(cell.substring(value.length())).matches("[ -~‹›]+");
        assertThat(decoded(cell.substring(value.length()))).isEqualTo(value);
    }

    /** MuPDF looks text up by CID, and drops what lies outside the range of the codes. */
    @Test
    void every_code_is_its_own_cid_and_stands_for_text() throws IOException {
        int beyondAscii = 0;
        try (PDDocument document = Loader.loadPDF(table(readable()).toFile())) {
            var resources = document.getPage(1).getResources();
            for (COSName name : resources.getFontNames()) {
                PDType0Font font = (PDType0Font) resources.getFont(name);
                for (int code = 0; code <= 0xFFFF; code++) {
                    if (font.codeToGID(code) > 0) {
                        assertThat(font.codeToCID(code)).isEqualTo(code);
                        assertThat(font.toUnicode(code)).isNotNull();
                        beyondAscii += code > 127 ? 1 : 0;
                    }
                }
            }
        }
        assertThat(beyondAscii).isGreaterThan(30);
    }

    @Test
    void mutool_and_pdftotext_read_the_same_as_the_verifier() throws Exception {
        List<String> values =
                List.of("робин@example.com", "ρόμπιν@example.com", "漢字かなカナ@example.com", "로빈@example.com");
        Path file = table(values);
        assertThat(read("/usr/bin/pdftotext", file.toString(), "-")).contains(values);
        assertThat(read("/usr/bin/mutool", "draw", "-q", "-F", "txt", file.toString()))
                .contains(values)
                .doesNotContain("\uFFFD");
    }

    private String read(String... command) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of(command[0])), command[0] + " is not installed");
        Path out = directory.resolve("read.txt");
        Process reader = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(reader.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out);
    }

    @ParameterizedTest
    @MethodSource("hiding")
    void what_hides_is_written_and_the_value_can_be_read_back(String value) throws IOException {
        String cell = cell(value);
        assertThat(cell).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Mn}\\u00A0\\u3000\\u2028]");
        assertThat(cell).endsWith(VisibleText.spelling(value));
        String shown =
                cell.substring(0, cell.length() - VisibleText.spelling(value).length());
        assertThat(decoded(shown.isEmpty() ? cell : shown)).isEqualTo(value);
    }

    @Test
    void values_that_look_alike_are_told_apart_by_their_spelling() throws IOException {
        assertThat(cell("p\u0430ypal@example.com")).endsWith("p‹U+0430›ypal@example.com");
        assertThat(cell("e\u0301@example.com")).startsWith("e\u0301@").endsWith("e‹U+0301›@example.com");
        assertThat(cell("\u00E9@example.com")).startsWith("\u00E9@").endsWith("‹U+00E9›@example.com");
        assertThat(cell("paypal@example.com")).isEqualTo("paypal@example.com");
    }

    @Test
    void nothing_leaves_its_cell() throws IOException {
        List<String> values = new ArrayList<>(readable());
        values.addAll(hiding());
        values.add("漢".repeat(64) + "@" + "م".repeat(100) + "." + "ш".repeat(80) + ".com");
        values.add("W".repeat(254));
        values.add("=cmd|'/c'!a1@example.com");
        Path file = table(values);
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            List<TextPosition> positions = new ArrayList<>();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition position) {
                    positions.add(position);
                }
            }.getText(document);
            float first = 36 + 720 * 100 / 700f;
            assertThat(positions).hasSizeGreaterThan(1_000);
            for (TextPosition position : positions) {
                boolean inFirst = position.getX() >= 35.9 && position.getEndX() <= first + 0.1;
                boolean inSecond = position.getX() >= first - 0.1 && position.getEndX() <= 792 - 35.9;
                boolean headOrFoot = position.getY() < 70 || position.getY() > 612 - 56;
                assertThat(inFirst || inSecond || headOrFoot)
                        .as("%s at %s", position.getUnicode(), position.getX())
                        .isTrue();
            }
        }
    }

    @Test
    void words_from_right_to_left_stand_in_their_own_place_only() throws IOException {
        Fonts fonts = new Fonts(new PdfObjects(java.io.OutputStream.nullOutputStream()));
        TextLine line = fonts.regular().at(7).reading("אב.גד1ה@x");
        assertThat(line.fromLeftToRight().stream().map(Glyph::text))
                .containsExactly("ב", "א", ".", "ד", "ג", "1", "ה", "@", "x");
        assertThat(line.text()).isEqualTo("אב.גד1ה@x");
    }

    @Test
    void arabic_letters_are_joined() throws IOException {
        Fonts fonts = new Fonts(new PdfObjects(java.io.OutputStream.nullOutputStream()));
        TextLine line = fonts.regular().at(7).reading("سلام");
        assertThat(line.glyphs().stream().map(Glyph::shape)).containsExactly(0xFEB3, 0xFEE0, 0xFE8E, 0xFEE1);
    }

    @Test
    void pdftotext_gives_every_value_or_its_spelling() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/pdftotext")), "pdftotext is not installed");
        List<String> values = new ArrayList<>(readable());
        values.addAll(hiding());
        Path text = directory.resolve("text.txt");
        Process process = new ProcessBuilder(
                        "/usr/bin/pdftotext", "-raw", table(values).toString(), text.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String read = Files.readString(text).replaceAll("\\s", "");
        for (String value : values) {
            assertThat(read).contains(VisibleText.spelling(value).replaceAll("\\s", ""));
        }
        for (String value : readable().subList(0, 4)) {
            assertThat(read).contains(value);
        }
    }

    private static String decoded(String printed) {
        return CODE_POINT
                .matcher(printed)
                .replaceAll(
                        match -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(match.group(1), 16))));
    }

    private String cell(String value) throws IOException {
        List<List<String>> rows = TaggedText.of(table(List.of(value))).rows();
        return rows.get(1).get(0);
    }

    private Path table(List<String> values) throws IOException {
        Path file = directory.resolve("table.pdf");
        PdfProperties properties =
                new PdfProperties("Title", "Example", Instant.EPOCH, new PdfProperties.Header("left", "right"), "foot");
        try (PdfWriter pdf = new PdfWriter(Files.newOutputStream(file), properties)) {
            pdf.title("above", "Title");
            pdf.widePage(100);
            try (PdfTable table = pdf.dataTable(List.of(Column.exact("Handle", 100), new Column("X", 600)))) {
                for (String value : values) {
                    table.row(List.of(value, "x"));
                }
            }
            pdf.finish();
        }
        return file;
    }
}
