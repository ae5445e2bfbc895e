package org.tipstaff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tipstaff.invitation.Handle;

class OrderTextTest {
    private static OrderText text(String text) {
        return new OrderText(List.of(text.replace("|", "\n")));
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
        assertThat(text(written).hasHandle(Handle.parse("+12025550123"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+120255501234", "+442025550123", "+44 2025550123", "72025550123", "2025550124", "202555012"})
    void another_number_is_not_it(String written) {
        assertThat(text(written).hasHandle(Handle.parse("+12025550123"))).isFalse();
    }

    @Test
    void outside_north_america_the_country_code_is_part_of_the_number() {
        Handle london = Handle.parse("+442079460123");
        assertThat(text("+44 20 7946 0123").hasHandle(london)).isTrue();
        assertThat(text("20 7946 0123").hasHandle(london)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Ann.Example@example.com, true",
        "ann.example@ex|ample.com, true",
        "<ann.example@example.com>., true",
        "joann.example@example.com, false",
        "ann.example@example.com.example, false",
        "ann.example@example.co, false"
    })
    void an_address_is_found_whole(String written, boolean found) {
        assertThat(text(written).hasHandle(Handle.parse("ann.example@example.com")))
                .isEqualTo(found);
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
        assertThat(text("the account " + written + " and").hasHandle(Handle.parse(typed)))
                .isTrue();
    }

    @Test
    void an_account_id_is_found_whole() {
        assertThat(text("DSID 123456789.").hasHandle(Handle.parse("dsid:123456789")))
                .isTrue();
        assertThat(text("DSID 1234567890.").hasHandle(Handle.parse("dsid:123456789")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "vaed, IN THE UNITED STATES DISTRICT COURT|FOR THE EASTERN DISTRICT OF VIRGINIA|Alexandria Division, true",
        "dcd, UNITED STATES DISTRICT COURT|FOR THE DISTRICT OF COLUMBIA, true",
        "nysd, UNITED STATES DISTRICT COURT|SOUTHERN DISTRICT OF NEW YORK, true",
        "nysd, UNITED STATES DISTRICT COURT|EASTERN DISTRICT OF NEW YORK, false",
        "calsuperct, SUPERIOR COURT OF THE STATE OF CALIFORNIA|COUNTY OF CALDER, true",
        "texdistct, IN THE 147TH DISTRICT COURT|TRAVIS COUNTY. TEXAS, true",
        "texdistct, IN THE SUPERIOR COURT OF TEXAS, false",
        "gud, DISTRICT COURT OF GUAM, true",
        "vid, DISTRICT COURT OF THE VIRGIN ISLANDS, true"
    })
    void a_court_is_found_as_captions_write_it(String court, String caption, boolean found) {
        assertThat(text(caption).hasCourt(Fixtures.COURTS.find(court).orElseThrow()))
                .isEqualTo(found);
    }

    @Test
    void hostile_text_takes_no_long_time() {
        String digits = "2 0 2 ".repeat(100_000) + "a".repeat(100_000);
        assertThat(text(digits).hasHandle(Handle.parse("+12025550123"))).isFalse();
        assertThat(text(digits).hasHandle(Handle.parse("aaaaaaaaaaaaaaaaaaaaaaaaaaaab@example.com")))
                .isFalse();
        assertThat(text("a".repeat(10) + "\n ".repeat(500_000)).hasHandle(Handle.parse("aa@example.com")))
                .isFalse();
    }
}
