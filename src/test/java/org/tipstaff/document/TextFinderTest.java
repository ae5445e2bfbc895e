package org.tipstaff.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.invitation.Handle;

/** Where a handle stands on an order: the one answer that the check gives and the page marks. */
class TextFinderTest {
    private static boolean found(String handle, String text) {
        return !places(handle, text).isEmpty();
    }

    private static List<Found> places(String handle, String text) {
        return new TextFinder(List.of(TypedPage.of(1, text.replace('|', '\n')))).find(handle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550123",
                "(202) 555-0123",
                "1 (202) 555-0123",
                "202.555.0123",
                "+1 202 555 0123",
                "202-555-|0123",
                "account 3. 202-555-0123, and",
                "+1-202-555-0123;",
                "(202)555-0123",
                "202\u2011555\u20110123"
            })
    void a_phone_number_is_found_however_it_is_written(String written) {
        assertThat(found("+12025550123", written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+120255501234", "+442025550123", "+44 2025550123", "72025550123", "2025550124", "202555012"})
    void another_number_is_not_it(String written) {
        assertThat(found("+12025550123", written)).isFalse();
    }

    @Test
    void outside_north_america_the_country_code_is_part_of_the_number() {
        assertThat(found("+442079460123", "+44 20 7946 0123")).isTrue();
        assertThat(found("+442079460123", "20 7946 0123")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann.Example@example.com, true",
        "ann.example@ex|ample.com, true",
        "ann.example@|example.com, true",
        "ann.|example@example.com, true",
        "<ann.example@example.com>., true",
        "joann.example@example.com, false",
        "ann.example@example.com.example, false",
        "ann.example@example.com|.example, false",
        "ann.example@example.co, false"
    })
    void an_address_is_found_whole(String written, boolean found) {
        assertThat(found("ann.example@example.com", written)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({
        "1. ann.example@example.com|2. bob@example.org",
        "ann.example@example.com|bob@example.org",
        "ann.example@example.com|(202) 555-0123",
        "ann.example@example.com|Part II. Records",
        "(a) ann.example@example.com;|(b) bob@example.org",
        "• ann.example@example.com|• bob@example.org"
    })
    void an_address_at_the_end_of_a_line_is_found_whatever_begins_the_next(String list) {
        List<Found> places = places("ann.example@example.com", list);
        assertThat(places).hasSize(1);
        assertThat(places.get(0).boxes())
                .singleElement()
                .satisfies(word -> assertThat(word.text()).startsWith("ann.example@example.com"));
    }

    /** One person's handle has one spelling here, and the judge's own on the order. */
    @ParameterizedTest
    @CsvSource({
        "+52 55 5112 3422, +52 1 55 5112 3422",
        "+52 1 55 5112 3422, +52 55 5112 3422",
        "+54 9 11 2345 6789, +54 11 2345-6789",
        "+54 11 2345 6789, +54 9 11 2345-6789",
        "ann@b\u00FCcher.example, ann@xn--bcher-kva.example",
        "ann@xn--bcher-kva.example, Ann@B\u00FCcher.example",
        "jos\u00E9@example.com, jose\u0301@example.com"
    })
    void a_handle_is_found_in_each_of_its_spellings(String typed, String written) {
        TextFinder finder = new TextFinder(List.of(TypedPage.of(1, "the account " + written + " and")));
        assertThat(finder.findAny(Handle.parse(typed).spellings())).isNotEmpty();
    }

    @Test
    void an_account_id_is_found_whole() {
        assertThat(found("123456789", "DSID 123456789.")).isTrue();
        assertThat(found("123456789", "DSID 1234567890.")).isFalse();
    }

    @Test
    void hostile_text_takes_no_long_time() {
        String digits = "2 0 2 ".repeat(50_000) + "a".repeat(50_000);
        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            assertThat(found("+12025550123", digits)).isFalse();
            assertThat(found("aaaaaaaaaaaaaaaaaaaaaaaaaaaab@example.com", digits))
                    .isFalse();
        });
    }
}
