package org.tipstaff.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tipstaff.pdf.text.VisibleText;

class VisibleTextTest {
    @Test
    void plain_text_stays_as_it_is() {
        assertThat(visible("robin@example.com – § 2703(d), é")).isEqualTo("robin@example.com – § 2703(d), é");
    }

    @Test
    void an_override_of_direction_is_written_as_its_code_point() {
        assertThat(visible("abc\u202Egnp")).isEqualTo("abc‹U+202E›gnp");
    }

    @Test
    void two_spellings_of_one_letter_look_different() {
        assertThat(visible("e\u0301")).isEqualTo("e‹U+0301›").isNotEqualTo(visible("\u00E9"));
    }

    @Test
    void letters_from_right_to_left_and_joiners_and_strange_spaces_cannot_hide() {
        assertThat(visible("\u05D0\u0660\u200D\u00A0")).isEqualTo("‹U+05D0›‹U+0660›‹U+200D›‹U+00A0›");
    }

    @Test
    void control_characters_and_halves_of_pairs_are_written() {
        assertThat(visible("\u0000\n\uD800x\uD83D\uDE00")).isEqualTo("‹U+0000›‹U+000A›‹U+D800›x‹U+1F600›");
    }

    @Test
    void text_that_looks_like_a_code_point_cannot_pass_for_one() {
        assertThat(visible("‹U+0041›")).isEqualTo("‹U+2039›U+0041‹U+203A›");
    }

    @Test
    void a_spelling_has_nothing_beyond_ascii_but_its_brackets_and_no_other_text_has_it() {
        assertThat(VisibleText.spelling("p\u0430y\u05D0\u4E00‹U+0041›"))
                .isEqualTo("p‹U+0430›y‹U+05D0›‹U+4E00›‹U+2039›U+0041‹U+203A›");
    }

    private static String visible(String text) {
        return VisibleText.of(text, codePoint -> codePoint < 0x10000);
    }
}
