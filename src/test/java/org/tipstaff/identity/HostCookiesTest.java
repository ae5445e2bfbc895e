package org.tipstaff.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostCookiesTest {
    @Test
    void the_prefixed_cookie_is_what_the_library_reads() {
        assertThat(HostCookies.inside(List.of("a=1; __Host-tipstaff-session=abc; b=2")))
                .isEqualTo("a=1; q_session=abc; b=2");
    }

    @Test
    void a_cookie_under_the_librarys_own_name_could_have_been_planted_and_is_dropped() {
        assertThat(HostCookies.inside(List.of("q_session=planted", "q_auth_1=planted; c=3")))
                .isEqualTo("c=3");
    }
}
