package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {
    @ParameterizedTest
    @CsvSource({
        "+12025550123, +12025550123",
        "+1 (202) 555-0123, +12025550123",
        "+44 20 7946 0123, +442079460123",
        "+44 (0)20 7946 0123, +442079460123",
        "+4402079460123, +442079460123",
        "+39 06 555 0123, +39065550123",
        "Ann.Example@Example.COM, ann.example@example.com",
        "dsid:123456789, 123456789",
        "123456789, 123456789"
    })
    void one_handle_has_one_spelling(String typed, String value) {
        Handle handle = Handle.parse(typed);
        assertThat(handle.value()).isEqualTo(value);
        assertThat(Handle.parse(handle.written())).isEqualTo(handle);
    }

    @Test
    void a_number_that_is_known_without_the_library_is_read_as_the_library_reads_it() {
        Random random = new Random(20_261_128);
        for (int areaCode = 0; areaCode < 1_000; areaCode++) {
            for (int number = 0; number < 100; number++) {
                // The second kind writes the trunk prefix, which is no part of the number.
                for (String prefix : List.of("+1", "+11")) {
                    String typed = String.format("%s%03d%07d", prefix, areaCode, random.nextInt(10_000_000));
                    assertThat(read(() -> Handle.parse(typed))).as(typed).isEqualTo(read(() -> Handle.anyPhone(typed)));
                }
            }
        }
    }

    private static String read(Supplier<Handle> reading) {
        try {
            return reading.get().value();
        } catch (Handle.Unreadable e) {
            return "unreadable";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2025550123", "+999", "+1", "@", "ann@", "dsid:12", "kestrel"})
    void what_is_no_handle_is_refused_without_being_repeated(String typed) {
        assertThatThrownBy(() -> Handle.parse(typed))
                .isInstanceOf(Handle.Unreadable.class)
                .satisfies(refused -> assertThat(refused.getMessage())
                        .doesNotContain("202555")
                        .doesNotContain("kestrel"));
    }
}
