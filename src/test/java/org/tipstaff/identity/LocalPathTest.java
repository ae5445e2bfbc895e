package org.tipstaff.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/requests", "/requests/TS-26-000017?tab=terms&page=2", "/audit/records?from=2026-11-01"})
    void a_page_of_this_application_is_returned_to(String path) {
        assertThat(LocalPath.of(path).value()).isEqualTo(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "requests",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example/",
                "javascript:alert(1)",
                "/x\r\nSet-Cookie: a=b",
                "/a b",
                "/.//evil.example",
                "/..//evil.example",
                "/sign-in/fresh",
                "/sign-out",
                "/%zz"
            })
    void everything_else_leads_to_the_front_page(String path) {
        assertThat(LocalPath.of(path)).isEqualTo(LocalPath.HOME);
    }

    @Test
    void another_origin_is_no_local_path() {
        assertThatThrownBy(() -> new LocalPath("//evil.example")).isInstanceOf(IllegalArgumentException.class);
    }
}
