package org.tipstaff.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SessionKeyTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void the_cookie_is_256_bits_and_opens_what_it_sealed() throws GeneralSecurityException {
        SessionKey key = SessionKey.random(random);
        byte[] sealed = key.seal("tokens");
        assertThat(key.cookie()).matches("[A-Za-z0-9_-]{43}");
        assertThat(SessionKey.of(key.cookie()).orElseThrow().open(sealed)).isEqualTo("tokens");
        assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("tokens");
    }

    @Test
    void another_key_opens_nothing() {
        byte[] sealed = SessionKey.random(random).seal("tokens");
        assertThatThrownBy(() -> SessionKey.random(random).open(sealed)).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void what_cannot_be_a_key_is_none() {
        assertThat(SessionKey.of("")).isEmpty();
        assertThat(SessionKey.of("eyJhbGciOiJSUzI1NiJ9.e30.x")).isEmpty();
    }
}
