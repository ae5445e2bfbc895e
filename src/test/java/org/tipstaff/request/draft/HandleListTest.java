package org.tipstaff.request.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandleListTest {
    @Test
    void of_a_table_the_columns_of_handles_are_taken() {
        assertThat(HandleList.of("handle,name\r\n+1 202 555 0123,\"Roe, Jane\"\r\nkestrel@example.com,Kestrel\r\n"))
                .containsExactly("+1 202 555 0123", "kestrel@example.com");
        assertThat(HandleList.of("Name;Phone;E-mail\nJane;+12025550123;jane@example.com\nJohn;;john@example.com"))
                .containsExactly("+12025550123", "jane@example.com", "john@example.com");
        assertThat(HandleList.of("no.\tAccount ID\n1\t123456789\n2\tdsid:987654321"))
                .containsExactly("dsid:123456789", "dsid:987654321");
    }

    @Test
    void without_headings_every_cell_is_a_handle_and_nothing_is_left_out_in_silence() {
        assertThat(HandleList.of("'+12025550123\n\"+12025550124\",Jane Roe\n\n442079460771"))
                .containsExactly("'+12025550123", "+12025550124", "Jane Roe", "442079460771");
        assertThat(HandleList.of("\"Roe, Jane\" <jane@example.com>, Kestrel <kestrel@example.com>"))
                .containsExactly("\"Roe, Jane\" <jane@example.com>", "Kestrel <kestrel@example.com>");
    }

    @Test
    void what_was_typed_stays_beside_a_table_that_was_pasted_under_it() {
        assertThat(HandleList.of("+12025550123\nhandle,name\nkestrel@example.com,Kestrel"))
                .containsExactly("+12025550123", "kestrel@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void a_list_is_read_in_the_encodings_that_programs_save_it_in(String encoding) throws Exception {
        String text = "+12025550123\r\njos\u00E9@example.com\r\n ";
        byte[] plain = text.getBytes(Charset.forName(encoding));
        assertThat(HandleList.of(HandleList.read(plain))).containsExactly("+12025550123", "jos\u00E9@example.com");
        byte[] marked = ("\uFEFF" + text).getBytes(Charset.forName(encoding.equals("UTF-16") ? "UTF-16LE" : encoding));
        assertThat(HandleList.of(HandleList.read(marked))).containsExactly("+12025550123", "jos\u00E9@example.com");
    }

    @Test
    void a_letter_of_another_encoding_is_asked_back_in_a_handle_and_no_matter_in_a_name() throws Exception {
        byte[] file = "handle,name\nkestrel@example.com,Jos\u00E9\njos\u00E9@example.com,x"
                .getBytes(StandardCharsets.ISO_8859_1);
        HandlesAsRead read = HandlesAsRead.of(HandleList.of(HandleList.read(file)));
        assertThat(read.lines()).extracting(HandlesAsRead.Line::isRead).containsExactly(true, false);
    }

    @Test
    void a_cell_as_long_as_a_whole_file_ends() {
        String letters = "a".repeat(HandleList.LONGEST - 2);
        String marks = "\"\"".repeat(HandleList.LONGEST / 2 - 1);

        assertThat(HandleList.of("\"" + letters + "\"")).containsExactly(letters);
        assertThat(HandleList.of("\"" + marks + "\"")).containsExactly("\"".repeat(marks.length() / 2));
        assertThat(HandleList.of("\"" + letters)).hasSize(1);
    }

    @Test
    void a_file_that_is_no_list_is_named() {
        assertThatThrownBy(() -> HandleList.read(new byte[] {'P', 'K', 3, 4, 0, 0}))
                .hasMessageContaining("Save it as CSV");
        assertThatThrownBy(() -> HandleList.read("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("PDF");
        assertThatThrownBy(() -> HandleList.read(new byte[] {'a', 'b', 0, 'c'})).hasMessageContaining("no text");
        assertThatThrownBy(() -> HandleList.read(new byte[HandleList.LONGEST + 1]))
                .hasMessageContaining("longer");
    }

    @Test
    void a_handle_is_shown_as_it_is_read_with_its_kind_and_repeats_are_said() {
        HandlesAsRead read = HandlesAsRead.of(List.of(
                "+1 (202) 555-0123",
                "tel:+12025550123",
                "<Kestrel@example.com>",
                "kestrel@example.com.",
                "dsid:123456789",
                "'+12025550123",
                "nobody"));
        assertThat(read.lines())
                .extracting(HandlesAsRead.Line::written, HandlesAsRead.Line::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("+12025550123", "Phone number"),
                        org.assertj.core.groups.Tuple.tuple("kestrel@example.com", "E-mail address"),
                        org.assertj.core.groups.Tuple.tuple("dsid:123456789", "Account id"),
                        org.assertj.core.groups.Tuple.tuple("nobody", ""));
        assertThat(read.repeats()).isEqualTo("3 duplicates taken once");
        assertThat(read.lines().get(0).typed()).isEqualTo("+1 (202) 555-0123");
    }
}
