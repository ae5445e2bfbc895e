package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What holds of every handle, tried on many that are made up. */
class HandleSpellingTest {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private final Random random = new Random(20_261_130);

    @Test
    void a_number_that_is_known_without_the_library_is_read_as_the_library_reads_it() {
        for (int areaCode = 0; areaCode < 1_000; areaCode++) {
            for (int number = 0; number < 40; number++) {
                // The second kind writes the trunk prefix, which is no part of the number.
                for (String prefix : List.of("+1", "+11")) {
                    String typed = String.format("%s%03d%07d", prefix, areaCode, random.nextInt(10_000_000));
                    assertThat(read(() -> Handle.parse(typed)))
                            .as(typed)
                            .isEqualTo(read(() -> HandleReader.anyOf(typed, HandleReader.Doubt.ASKED_BACK)))
                            .isEqualTo(library(typed));
                }
            }
        }
    }

    private static String library(String typed) {
        try {
            PhoneNumber number = NUMBERS.parse(typed, null);
            return NUMBERS.isPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                    ? NUMBERS.format(number, PhoneNumberFormat.E164)
                    : "unreadable";
        } catch (NumberParseException e) {
            return "unreadable";
        }
    }

    /** Texts that are nearly addresses: what the short way takes, the long way takes too, and as the same. */
    @Test
    void an_address_that_is_known_at_sight_is_read_as_the_long_way_reads_it() {
        String signs = "abcxyzn019..--__++@@";
        int known = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = 2 + random.nextInt(12); length > 0; length--) {
                typed.append(signs.charAt(random.nextInt(signs.length())));
            }
            String text = i % 2 == 0 ? typed + ".com" : "a@" + typed + (i % 4 == 1 ? ".xn" : ".co");
            if (HandleReader.plain(text) != null) {
                known++;
                assertThat(read(() -> HandleReader.anyOf(text, HandleReader.Doubt.ASKED_BACK)))
                        .as(text)
                        .isEqualTo(text);
            }
        }
        assertThat(known).isGreaterThan(5_000);
        assertThat(HandleReader.plain("a".repeat(70) + "@example.com")).isNull();
        assertThat(HandleReader.plain("ann@xn--bcher-kva.example")).isNull();
    }

    /** Every country's own example numbers: as its people write them for callers from abroad, and as links. */
    @Test
    void a_number_of_any_country_is_one_however_it_is_grouped() {
        Set<String> oneFormAcrossKinds = Set.of("AR");
        int tried = 0;
        for (String region : NUMBERS.getSupportedRegions()) {
            for (PhoneNumberType type : List.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)) {
                PhoneNumber number = NUMBERS.getExampleNumberForType(region, type);
                if (number == null) {
                    continue;
                }
                String e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
                Handle handle = Handle.parse(e164);
                if (!oneFormAcrossKinds.contains(region)) {
                    assertThat(handle.value()).as(region).isEqualTo(e164);
                }
                assertThat(Handle.parse(NUMBERS.format(number, PhoneNumberFormat.INTERNATIONAL)))
                        .as(region)
                        .isEqualTo(handle);
                assertThat(Handle.parse(NUMBERS.format(number, PhoneNumberFormat.RFC3966)))
                        .as(region)
                        .isEqualTo(handle);
                assertThat(read(() -> Handle.parse(e164 + " x7"))).as(region).isEqualTo("unreadable");
                assertThat(read(() -> Handle.parse(e164 + "01234567890")))
                        .as(region)
                        .isEqualTo("unreadable");
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(400);
    }

    @Test
    void what_stands_around_a_handle_and_how_its_letters_are_stored_changes_nothing() {
        List<Function<String, String>> disguises = List.of(
                text -> " " + text + "\u00A0",
                text -> "<" + text + ">",
                text -> "\"" + text + "\"",
                text -> "'" + text,
                text -> "(" + text + ")",
                text -> "\u201C" + text + "\u201D,",
                text -> text + ".",
                text -> text + ";",
                text -> "\u2022 " + text,
                text -> "\u202A" + text + "\u202C",
                text -> "\uFEFF" + text,
                text -> text.substring(0, 3) + "\u200B" + text.substring(3),
                text -> text.substring(0, 2) + "\u00AD" + text.substring(2),
                text -> Normalizer.normalize(text, Normalizer.Form.NFD),
                HandleSpellingTest::wide,
                text -> text.contains("@") ? text.toUpperCase(java.util.Locale.ROOT) : text,
                text -> text.contains("@") ? "mailto:" + text : text.startsWith("+") ? "tel:" + text : text,
                text -> text.contains("@") ? "Ann Example <" + text + ">" : text);
        for (int i = 0; i < 4_000; i++) {
            String written = someHandle(i);
            Handle handle = Handle.parse(written);
            String disguised = disguises.get(random.nextInt(disguises.size())).apply(written);
            if (i % 3 == 0) {
                disguised = disguises.get(random.nextInt(14)).apply(disguised);
            }
            assertThat(Handle.parse(disguised)).as(disguised).isEqualTo(handle);
            assertThat(Handle.ofLog(disguised)).as(disguised).isEqualTo(handle);
            assertThat(Handle.parse(handle.typed())).isEqualTo(handle);
        }
    }

    private String someHandle(int i) {
        int number = random.nextInt(1_000_000);
        return switch (i % 6) {
            case 0 -> "+1" + (200 + random.nextInt(700)) + "55501" + (10 + random.nextInt(90));
            case 1 -> "+4420794600" + (10 + random.nextInt(90));
            case 2 -> "ann." + number + "@example.com";
            case 3 -> "jos\u00E9." + number + "@b\u00FCcher.example";
            case 4 -> "\u3042\u306D" + number + "@\u4F8B\u3048.example";
            default -> "dsid:" + (100_000 + number);
        };
    }

    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c > ' ' && c < 0x7f ? c + 0xFEE0 : c)));
        return wide.toString();
    }

    private static String read(Supplier<Handle> reading) {
        try {
            return reading.get().value();
        } catch (Handle.Unreadable e) {
            return "unreadable";
        }
    }
}
