package org.tipstaff.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tipstaff.web.Problem;

class JsonBodyTest {
    record Inner(@Nullable List<String> handles) {}

    record Outer(
            @Nullable String docket,
            @Nullable Boolean certify,
            @Nullable Inner terms,
            @Nullable Map<String, String> answers) {}

    private static Outer read(String json) {
        return JsonBody.read(json.getBytes(StandardCharsets.UTF_8), Outer.class, "The body");
    }

    private static Problem refused(String json) {
        return catchThrowableOfType(Problem.class, () -> read(json));
    }

    @Test
    void what_fits_is_read() {
        assertThat(read("""
                {"docket": "3:26-mc-80412", "certify": true, "terms": {"handles": ["+12025550123"]}, "answers": {"AGE": "ACCEPT"}}"""))
                .isEqualTo(
                        new Outer("3:26-mc-80412", true, new Inner(List.of("+12025550123")), Map.of("AGE", "ACCEPT")));
        assertThat(read("{\"docket\": null}")).isEqualTo(new Outer(null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"docket\":             | line 1, column 11",
                "{\"docket\": \"x\",}      | line 1, column 16",
                "{\"docket\":1,\"docket\":2} | a second time",
                "{} {}                    | follows the end",
                "''                       | is empty",
            })
    void text_that_is_no_json_is_called_that_with_its_place(String json, String said) {
        Problem problem = refused(json);
        assertThat(problem.kind()).isEqualTo(Problem.Kind.BROKEN_JSON);
        assertThat(problem.text()).startsWith("The body is").contains(said);
    }

    @Test
    void bytes_that_are_no_text_and_a_pit_of_brackets_are_no_json_either() {
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> JsonBody.read(
                                        new byte[] {'{', '"', (byte) 0xff, '"', '}'}, Outer.class, "The body"))
                        .kind())
                .isEqualTo(Problem.Kind.BROKEN_JSON);
        assertThat(refused("[".repeat(10_000)).kind()).isEqualTo(Problem.Kind.BROKEN_JSON);
    }

    @Test
    void every_field_that_does_not_fit_is_named_by_its_path() {
        Problem problem = refused("""
                {"docket": 5, "certify": "yes", "terms": {"handles": "+12025550123", "log": []}, "answers": {"AGE": 1}, "x": 0}""");

        assertThat(problem.kind()).isEqualTo(Problem.Kind.INVALID);
        assertThat(problem.details())
                .extracting(Problem.Detail::field)
                .containsExactly("docket", "certify", "terms.handles", "terms.log", "answers.AGE", "x");
        assertThat(problem.details())
                .extracting(Problem.Detail::message)
                .contains(
                        "This must be a string, and is a whole number",
                        "This must be true or false, and is a string",
                        "This must be a list of strings, and is a string",
                        "There is no field “log” here. Use handles")
                .noneMatch(message -> message.contains("+1202"));
    }

    @Test
    void an_entry_of_a_list_is_named_by_its_number() {
        assertThat(refused("{\"terms\": {\"handles\": [\"+12025550123\", 7, null]}}")
                        .details())
                .extracting(Problem.Detail::field)
                .containsExactly("terms.handles[1]", "terms.handles[2]");
        assertThat(refused("[]").details())
                .extracting(Problem.Detail::message)
                .containsExactly("This must be an object, and is a list");
    }

    /** A handle that somebody wrote where the name of a field belongs must not come back in an answer. */
    @Test
    void a_name_that_is_none_is_not_repeated() {
        assertThat(refused("{\"jane@example.com\": 1, \"+12025550123\": 2}").details())
                .allSatisfy(detail -> assertThat(detail.toString()).doesNotContain("jane", "1202"));
    }
}
