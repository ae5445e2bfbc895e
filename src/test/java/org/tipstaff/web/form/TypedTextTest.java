package org.tipstaff.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed, sign by sign. */
class TypedTextTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x1B, 0x7F, 0x85, 0xD800, 0xDFFF, 0xFDD0, 0xFFFD, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF})
    void what_is_no_text_is_nowhere(int sign) {
        String text = "ab" + Character.toString(sign);
        assertThat(TypedText.faultOfWords(text))
                .hasValue("Take out character 3 (U+%04X): it is not text".formatted(sign));
        assertThat(TypedText.faultOfLine(text)).isPresent();
        assertThat(TypedText.faultOfHandles(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069})
    void what_turns_the_writing_is_in_handles_alone(int sign) {
        String text = "\ud83d\ude00" + Character.toString(sign);
        assertThat(TypedText.faultOfWords(text).orElseThrow())
                .contains("character 2")
                .contains("turns the direction");
        assertThat(TypedText.faultOfLine(text)).isPresent();
        assertThat(TypedText.faultOfHandles(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u2028b",
                "a\u2029b",
                "a\u200bb",
                "a\ufeffb",
                "a\u00adb",
                "a\udb40\udc41b"
            })
    void breaks_and_what_is_not_seen_are_in_words_alone(String text) {
        assertThat(TypedText.faultOfLine(text)).isPresent();
        assertThat(TypedText.faultOfWords(text)).isEmpty();
    }

    @Test
    void names_of_all_scripts_are_text() {
        for (String name :
                new String[] {"", "Ñandú O’Brien-Ölçer", "क्\u200dष", "می\u200cخواهم", "王小明", "😀", "a\u00a0b"}) {
            assertThat(TypedText.faultOfLine(name)).as(name).isEmpty();
            assertThat(TypedText.faultOfWords(name)).as(name).isEmpty();
        }
    }
}
