package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "+12025550123 | +12025550123",
                "+1 (202) 555-0123 | +12025550123",
                "(+1) 202 555 0123 | +12025550123",
                "+1.202.555.0123 | +12025550123",
                "+1\u2011202\u2013555\u22120123 | +12025550123",
                "tel:+1-202-555-0123 | +12025550123",
                "TEL: +1 202 555 0123 | +12025550123",
                "<tel:+12025550123> | +12025550123",
                "'+12025550123 | +12025550123",
                "\u2022 +1 202 555 0123, | +12025550123",
                "3. +1 202 555 0123 | +12025550123",
                "\u202A+1\u00A0202\u2009555\u200B0123\u202C | +12025550123",
                "\uFF0B\uFF11 \uFF12\uFF10\uFF12 555 0123 | +12025550123",
                "+\u0661 \u0662\u0660\u0662 \u0665\u0665\u0665 \u0660\u0661\u0662\u0663 | +12025550123",
                "+44 20 7946 0123 | +442079460123",
                "+44 (0)20 7946 0123 | +442079460123",
                "+4402079460123 | +442079460123",
                "+39 06 555 0123 | +39065550123",
                "+52 1 55 5112 3422 | +525551123422",
                "+52 044 55 5112 3422 | +525551123422",
                "+52 01 55 5112 3422 | +525551123422",
                "+54 9 11 2345 6789 | +5491123456789",
                "+54 11 2345 6789 | +5491123456789",
                "+54 0 11 2345 6789 | +5491123456789",
                "+54 11 15 2345 6789 | +5491123456789",
                "Ann.Example@Example.COM | ann.example@example.com",
                "ann@example.com. | ann@example.com",
                "<ann@example.com>; | ann@example.com",
                "\u201Cann@example.com\u201D | ann@example.com",
                "'ann@example.com' | ann@example.com",
                "\"ann\"@example.com | ann@example.com",
                "Ann Example <ann@example.com> | ann@example.com",
                "\"Example, Ann\" <ann@example.com>, | ann@example.com",
                "mailto:ann@example.com | ann@example.com",
                "MailTo: Ann@example.com | ann@example.com",
                "<mailto:ann@example.com> | ann@example.com",
                "\u00A0ann@example.com\uFEFF | ann@example.com",
                "an\u00ADn@exam\u200Bple.com | ann@example.com",
                "ann@exam\u200Dple.com | ann@example.com",
                "ann\uFF20example\uFF0Ecom | ann@example.com",
                "ann@example\u3002com | ann@example.com",
                "\uFF41nn@example.com | ann@example.com",
                "\uFB01nn@example.com | finn@example.com",
                "jose\u0301@example.com | jos\u00E9@example.com",
                "JOS\u00C9@example.com | jos\u00E9@example.com",
                "ann@b\u00FCcher.example | ann@xn--bcher-kva.example",
                "ann@BU\u0308CHER.example | ann@xn--bcher-kva.example",
                "ann@XN--bcher-KVA.example | ann@xn--bcher-kva.example",
                "ann@stra\u00DFe.example | ann@xn--strae-oqa.example",
                "\u0438\u0432\u0430\u043D@\u043F\u043E\u0447\u0442\u0430.\u0440\u0444 | \u0438\u0432\u0430\u043D@xn--80a1acny.xn--p1ai",
                "o'brien@example.com | o'brien@example.com",
                "dsid:123456789 | 123456789",
                "DSID: 123456789 | 123456789",
                "dsid:\u0661\u0662\u0663\u0664\u0665\u0666 | 123456",
            })
    void one_handle_has_one_spelling_on_both_sides(String written, String value) {
        Handle handle = Handle.parse(written);
        assertThat(handle.value()).isEqualTo(value);
        assertThat(Handle.ofLog(written)).isEqualTo(handle);
        assertThat(Handle.parse(handle.written())).isEqualTo(handle);
        assertThat(Handle.parse(handle.readable()
                        .filter(text -> handle.kind() != Handle.Kind.ACCOUNT)
                        .orElse(handle.written())))
                .isEqualTo(handle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kestrel",
                "+1",
                "+999",
                "+1 202 555",
                "+1 555 0123",
                "+1 202 555 01234",
                "+49 30 12345678901234",
                "+1 202 555 0123 / +1 202 555 0124",
                "+1-202-555-O123",
                "+1 800 FLOWERS",
                "+1 202 555 012\u00B3",
                "+0 202 555 0123",
                "@",
                "ann@",
                "@example.com",
                "a@b",
                "ann@@example.com",
                "ann@example.com, bob@example.com",
                "ann@example.c",
                "ann@192.0.2.1",
                "ann@[192.0.2.1]",
                "ann@-example.com",
                "ann@exam_ple.com",
                "ann@xn--zzzzzz-.example",
                "ann..x@example.com",
                ".ann@example.com",
                "ann\u00B2@example.com",
                "ann\u0000@example.com",
                "ann@example.com\nbob@example.com",
                "\"ann example\"@example.com",
                "mailto:+12025550123",
                "dsid:12",
                "dsid:123456789012345678901"
            })
    void what_cannot_be_a_handle_is_refused_on_both_sides_without_being_repeated(String written) {
        assertThatThrownBy(() -> Handle.ofLog(written)).isInstanceOf(Handle.Unreadable.class);
        Handle.Unreadable refused = refused(written);
        assertThat(refused.suggestions()).isEmpty();
        assertThat(refused.question())
                .doesNotContain("FLOWERS")
                .doesNotContain("kestrel")
                .doesNotContain("0.2.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "442079460771 | +44 20 7946 0771; dsid:442079460771",
                "447700900123 | +44 7700 900123; dsid:447700900123",
                "5550123 | dsid:5550123",
                "555012345 | dsid:555012345",
                "2025550123 | +1 202-555-0123; dsid:2025550123",
                "(202) 555-0123 | +1 202-555-0123",
                "1-202-555-0123 | +1 202-555-0123",
                "tel:2025550123 | +1 202-555-0123; dsid:2025550123",
                "0044 20 7946 0771 | +44 20 7946 0771",
                "011 44 20 7946 0771 | +44 20 7946 0771",
                "+011 44 20 7946 0771 | +44 20 7946 0771",
                "+0044 20 7946 0771 | +44 20 7946 0771",
                "+1 202 555 0123 (John) | +1 202 555 0123",
                "+1 202 555 0123 home | +1 202 555 0123",
                "202 555 0123 John | +1 202-555-0123",
                "+1 202 555 0123 x12 | +1 202 555 0123",
                "+1 202 555 0123 ext. 12 | +1 202 555 0123",
                "+1 202 555 0123#12 | +1 202 555 0123",
                "tel:+12025550123;ext=12 | +12025550123",
                "tel:+12025550123;phone-context=+1 | +12025550123",
                "facetime:+12025550123 | +12025550123",
                "p:+12025550123 | +12025550123",
                "John <+12025550123> | +12025550123",
                "sip:ann@example.com | ann@example.com",
                "tel:ann@example.com | ann@example.com",
                "mailto:ann@example.com?subject=x | ann@example.com",
                "ann@ example.com | ann@example.com",
                "ann@example.com (Ann) | ann@example.com",
                "dsid:0123456789 | dsid:123456789",
            })
    void what_may_mean_another_is_asked_back_on_both_sides(String written, String suggestions) {
        assertThat(refused(written).suggestions()).containsExactly(suggestions.split("; "));
        assertThat(refused(written).question()).contains("Did you mean ");
        assertThatThrownBy(() -> Handle.ofLog(written))
                .isInstanceOf(Handle.Unreadable.class)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("0123 ").doesNotContain("ann@"));
    }

    /** Cyrillic а in a Latin name, in a domain, and a name whose letters are all Cyrillic and look Latin. */
    @ParameterizedTest
    @CsvSource({
        "j\u0430ne@example.com, jane@example.com",
        "jane@ex\u0430mple.com, jane@example.com",
        "\u0441\u043E\u0441\u043E@example.com, coco@example.com",
        "jane\u0661@example.com, ''"
    })
    void an_address_that_looks_like_another_is_asked_back_and_its_rows_are_kept(String written, String looksLike) {
        Handle inLog = Handle.ofLog(written);
        assertThat(inLog.value()).isNotEqualTo(looksLike);
        Handle.Unreadable refused = refused(written);
        if (!looksLike.isEmpty()) {
            assertThat(refused.suggestions()).startsWith(looksLike);
        }
        assertThat(Handle.parse(refused.suggestions().get(refused.suggestions().size() - 1)))
                .as("who means these letters can say so")
                .isEqualTo(inLog)
                .isEqualTo(Handle.parse(inLog.typed()));
    }

    @Test
    void what_was_stored_under_an_earlier_reading_stays_readable() {
        Handle withDot = new Handle(Handle.Kind.EMAIL, "ann@example.com.");
        assertThat(withDot.today()).isEqualTo(Handle.parse("ann@example.com"));
        assertThat(new Handle(Handle.Kind.PHONE, "+5215551123422").today()).isEqualTo(Handle.parse("+525551123422"));
        assertThat(new Handle(Handle.Kind.EMAIL, "ann@b\u00FCcher.example").today())
                .isEqualTo(Handle.parse("ann@xn--bcher-kva.example"));
        Handle impossible = new Handle(Handle.Kind.EMAIL, "a@b");
        assertThat(impossible.today()).isEqualTo(impossible);
        Handle known = Handle.parse("dsid:123456789");
        assertThat(known.today()).isEqualTo(known);
    }

    private static Handle.Unreadable refused(String written) {
        Handle.Unreadable refused = catchThrowableOfType(Handle.Unreadable.class, () -> Handle.parse(written));
        assertThat(refused).as(written).isNotNull();
        return refused;
    }
}
