package org.tipstaff.document.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.document.Pdfs;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.document.XrefStreams;

/** Lists that lead back to themselves, lie about themselves, or lie in one another without end. */
@Timeout(10)
class EndlessPdfTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<< /Type /Pages /Kids [3 0 R] /Count 2 >> | PAGES_MISCOUNTED",
                "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >> | PAGES_MISCOUNTED",
                "<< /Type /Pages /Kids [3 0 R] /Count -1 >> | PAGES_MISCOUNTED",
                "<< /Type /Pages /Kids [3 0 R] >> | PAGES_MISCOUNTED",
                "<< /Type /Pages /Kids [] /Count 0 >> | PAGES_MISCOUNTED",
                "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >> | PAGES_IN_A_CIRCLE",
                "<< /Type /Pages /Kids [2 0 R] /Count 1 >> | PAGES_IN_A_CIRCLE",
                "<< /Type /Pages /Kids [<< /Type /Pages /Kids [2 0 R] /Count 1 >>] /Count 1 >> | PAGES_IN_A_CIRCLE",
                "<< /Type /Pages /Parent 2 0 R /Kids [3 0 R] /Count 1 >> | PAGES_IN_A_CIRCLE",
                "<< /Type /Pages /Parent 3 0 R /Kids [3 0 R] /Count 1 >> | PAGES_IN_A_CIRCLE",
            })
    void a_page_tree_that_lies_or_has_no_end_is_refused_as_what_it_is(String pages, RefusalReason reason)
            throws Exception {
        assertThat(Opened.refusal(Pdfs.page("", "").replace(2, pages).bytes())).contains(reason);
    }

    @Test
    void pages_deep_below_one_another_are_refused() throws Exception {
        assertThat(Opened.refusal(chain(40))).isEmpty();
        assertThat(Opened.refusal(chain(60))).contains(RefusalReason.PAGES_TOO_DEEP);
        assertThat(Opened.refusal(chain(5_000))).contains(RefusalReason.PAGES_TOO_DEEP);
    }

    /** A page below so many lists of one entry. */
    private static byte[] chain(int lists) {
        Pdfs pdf = Pdfs.blank().object("<< /Type /Catalog /Pages 2 0 R >>");
        for (int i = 0; i < lists; i++) {
            pdf.object("<< /Type /Pages /Kids [" + (3 + i) + " 0 R] /Count 1"
                    + (i == 0 ? "" : " /Parent " + (1 + i) + " 0 R") + " >>");
        }
        return pdf.object("<< /Type /Page /Parent " + (1 + lists) + " 0 R /MediaBox [0 0 612 792] >>")
                .bytes();
    }

    @Test
    void too_many_pages_are_refused_as_such() throws Exception {
        assertThat(Opened.refusal(Pdfs.order(501))).contains(RefusalReason.TOO_MANY_PAGES);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 5_000, 500_000})
    void lists_and_dictionaries_that_lie_in_one_another_without_end_are_refused(int depth) throws Exception {
        String lists = "[".repeat(depth) + "]".repeat(depth);
        String dictionaries = "<< /A ".repeat(depth) + "0" + " >>".repeat(depth);

        assertThat(beside(lists)).contains(RefusalReason.NESTED_TOO_DEEP);
        assertThat(beside(dictionaries)).contains(RefusalReason.NESTED_TOO_DEEP);
        assertThat(beside("<< /A [".repeat(depth) + "] >>".repeat(depth))).contains(RefusalReason.NESTED_TOO_DEEP);
    }

    @Test
    void what_lies_in_one_another_as_honest_files_have_it_is_taken() throws Exception {
        assertThat(beside("[".repeat(50) + "]".repeat(50))).isEmpty();
        assertThat(inObjectStream("[".repeat(50) + "]".repeat(50))).isEmpty();
        assertThat(inObjectStream("[ (" + "[(".repeat(500) + ")".repeat(500) + ") <5b5b> ]"))
                .isEmpty();
    }

    @Test
    void the_same_is_refused_in_a_stream_of_objects() throws Exception {
        assertThat(inObjectStream("[".repeat(5_000) + "]".repeat(5_000))).contains(RefusalReason.NESTED_TOO_DEEP);
        assertThat(inObjectStream("<</A".repeat(5_000) + " 0" + ">>".repeat(5_000)))
                .contains(RefusalReason.NESTED_TOO_DEEP);
        assertThat(inObjectStream("[" + "<<>>".repeat(400_000) + "]")).contains(RefusalReason.TOO_MANY_PARTS);
    }

    private static Optional<RefusalReason> beside(String object) throws IOException {
        return Opened.refusal(Pdfs.page("", "").object(object).bytes());
    }

    /** Of a file whose catalog lies in a stream of objects and holds this. */
    private static Optional<RefusalReason> inObjectStream(String value) throws IOException {
        byte[] objects =
                ("1 0 << /Type /Catalog /Pages 2 0 R /A " + value + " >>").getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Pdfs.blank()
                .object("<< /Type /Catalog /Pages 2 0 R >>")
                .object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
                .object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>")
                .stream("/Type /ObjStm /N 1 /First 4", objects)
                .bytes();
        return Opened.refusal(XrefStreams.over(new String(whole, StandardCharsets.ISO_8859_1), 4));
    }

    @Test
    void references_in_a_circle_end() throws Exception {
        assertThat(beside("6 0 R")).isEmpty(); // nothing stands there, and nobody asks for it
        assertThat(beside("[6 0 R 7 0 R]")).isEmpty();
        byte[] length = Pdfs.page("", "")
                .object("<< /Length 6 0 R >>\nstream\nx\nendstream")
                .bytes();
        assertThat(Opened.refusal(length)).isEmpty();
        byte[] filter = Pdfs.page("", "")
                .object("<< /Length 1 /Filter 6 0 R >>\nstream\nx\nendstream")
                .bytes();
        assertThat(Opened.refusal(filter)).contains(RefusalReason.PACKED_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    void no_advice_takes_a_judges_signature_off_an_order_without_saying_so(RefusalReason reason) {
        boolean anew = reason.cure().matches("(?i).*\\b(print|scan|save)\\b.*");

        assertThat(reason.sentence()).endsWith(".");
        assertThat(reason.cure()).endsWith(".");
        assertThat(!anew || reason.cure().contains("sign") || reason == RefusalReason.NOT_A_PDF)
                .as(reason.cure())
                .isTrue();
    }
}
