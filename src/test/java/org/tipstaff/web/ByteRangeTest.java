package org.tipstaff.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 99",
        "bytes=40-, 40, 99",
        "bytes=40-49, 40, 49",
        "bytes=99-99, 99, 99",
        "bytes=40-5000, 40, 99",
        "bytes=-10, 90, 99",
        "bytes=-5000, 0, 99"
    })
    void a_part_of_a_file_of_100_bytes_is_understood(String header, long first, long last) throws Exception {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=50-40",
                "bytes=0-1,5-9",
                "lines=1-2",
                "bytes=a-b",
                "bytes=99999999999999999-"
            })
    void what_is_not_one_range_gets_the_whole_file(String header) throws Exception {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void what_lies_behind_the_end_cannot_be_had(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 100)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }

    @Test
    void the_answer_names_what_it_holds() {
        ByteRange range = new ByteRange(40, 49);
        assertThat(range.length()).isEqualTo(10);
        assertThat(range.of(100)).isEqualTo("bytes 40-49/100");
    }
}
