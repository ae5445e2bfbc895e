package org.tipstaff.invitation.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.LogDetails;

class DetailsCodingTest {
    @Test
    void details_come_back_equal() {
        for (LogDetails details : new LogDetails[] {
            new LogDetails("", "", 0, "", "", ""),
            new LogDetails("2001:db8::1", "service", 300, "\u00e9\u4e2d".repeat(100), "x".repeat(512), "26.1"),
            new LogDetails("192.0.2.1", "s", Integer.MAX_VALUE, "a", "b", "c")
        }) {
            assertThat(DetailsCoding.decode(DetailsCoding.encode(details))).isEqualTo(details);
        }
    }

    @Test
    void bytes_that_end_early_or_are_of_another_version_are_refused() {
        byte[] bytes = DetailsCoding.encode(new LogDetails("192.0.2.1", "s", 1, "a", "b", "c"));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> DetailsCoding.decode(cut)).isInstanceOf(IllegalStateException.class);
        }
        bytes[0] = 2;
        assertThatThrownBy(() -> DetailsCoding.decode(bytes)).hasMessageContaining("version");
    }
}
