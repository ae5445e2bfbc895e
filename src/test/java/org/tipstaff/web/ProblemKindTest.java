package org.tipstaff.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemKindTest {
    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void a_kind_says_what_it_is_and_what_to_do(Problem.Kind kind) {
        assertThat(kind.status()).isBetween(400, 599);
        assertThat(kind.type()).matches("/problems/[a-z]+(-[a-z]+)*");
        assertThat(kind.title()).isNotBlank().doesNotEndWith(".");
        assertThat(kind.meaning()).endsWith(".");
        assertThat(kind.next()).endsWith(".");
        assertThat(Problem.Kind.ofSlug(kind.slug())).contains(kind);
    }

    /** Programs are written by the table in the documentation. */
    @ParameterizedTest
    @EnumSource(Problem.Kind.class)
    void a_kind_stands_in_the_documentation(Problem.Kind kind) throws IOException {
        assertThat(Files.readString(Path.of("docs", "api.md")))
                .contains("| `%s` | %d | %s | %s |".formatted(kind.type(), kind.status(), kind.meaning(), kind.next()));
    }

    @Test
    void no_two_kinds_have_the_same_title() {
        List<String> titles =
                Arrays.stream(Problem.Kind.values()).map(Problem.Kind::title).toList();
        assertThat(titles).doesNotHaveDuplicates();
    }

    @Test
    void a_status_alone_is_the_most_general_of_its_kinds() {
        assertThat(Problem.Kind.ofStatus(409)).isEqualTo(Problem.Kind.CONFLICT);
        assertThat(Problem.Kind.ofStatus(415)).isEqualTo(Problem.Kind.WRONG_TYPE);
        assertThat(Problem.Kind.ofStatus(502)).isEqualTo(Problem.Kind.FAILED);
        for (Problem.Kind kind : Problem.Kind.values()) {
            assertThat(Problem.Kind.ofStatus(kind.status()).status()).isEqualTo(kind.status());
        }
    }
}
