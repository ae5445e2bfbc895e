package org.tipstaff.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tipstaff.letter.LetterFixtures.Sample;
import org.tipstaff.process.Instrument;

/** Every letter in answer to every instrument that it can answer: no hole, and no sentence of another instrument. */
class LetterWordsTest {
    @TempDir
    Path directory;

    static Stream<Arguments> letters() {
        return Stream.of(Sample.values())
                .flatMap(sample -> Stream.of(Instrument.values())
                        .filter(instrument -> answers(sample, instrument))
                        .map(instrument -> Arguments.of(sample, instrument)));
    }

    private static boolean answers(Sample sample, Instrument instrument) {
        return switch (sample) {
            case REFUSED_BY_RULE, REFUSED_BY_A_REVIEWER, NEVER_SEALED -> true;
            case NARROWED_BY_TWO, RECALLED -> instrument != Instrument.PRESERVATION;
            case PRESERVED, RENEWED, EXPIRED -> instrument == Instrument.PRESERVATION;
        };
    }

    @ParameterizedTest
    @MethodSource("letters")
    void a_letter_has_no_hole_and_no_sentence_of_another(Sample sample, Instrument instrument) throws Exception {
        Path file = directory.resolve("letter.pdf");
        sample.document(instrument).write(file);
        String text;
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            text = new PDFTextStripper().getText(document).replaceAll(" *[\\r\\n]+", " ");
        }
        assertThat(text)
                .doesNotContain(
                        "  ", "null", "()", "( ", " )", ",,", ", ,", " ,", " .", "..", "Nothing needs to be filed");
        boolean ofACourt = instrument != Instrument.PRESERVATION && instrument != Instrument.EMERGENCY;
        assertThat(text.contains("Docket 3:26")).isEqualTo(ofACourt);
        assertThat(text.contains("Court United States")).isEqualTo(ofACourt);
        assertThat(text.contains("Dated November 19, 2026")).isEqualTo(!ofACourt);
        if (sample == Sample.NARROWED_BY_TWO) {
            assertThat(text.contains("If the process compels more")).isEqualTo(instrument != Instrument.EMERGENCY);
        }
        if (sample == Sample.REFUSED_BY_RULE || sample == Sample.REFUSED_BY_A_REVIEWER) {
            assertThat(text).contains("How to file anew", "policy of 2026-11-24");
        }
    }
}
