package org.tipstaff.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.7",
                "0.0.0.0",
                "255.255.255.255",
                "2001:db8::1",
                "2001:DB8:0:0:0:0:0:1",
                "::",
                "::1",
                "1::",
                "::ffff:192.0.2.7",
                "64:ff9b::192.0.2.7",
                "1:2:3:4:5:6:192.0.2.7",
                "1:2:3:4:5:6:7::"
            })
    void an_address_that_is_written_out_is_one(String text) {
        assertThat(NetworkAddress.isLiteral(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "999.1.1.1",
                "256.0.0.1",
                "192.0.2",
                "192.0.2.7.1",
                "192.0.2.",
                ".192.0.2.7",
                "192.0.2.07",
                "192.0.2.7 ",
                "192.0.2.7:443",
                "192.0.2.7/24",
                "0xC0.0.2.7",
                "3221225991",
                "localhost",
                "host.example.com",
                "[2001:db8::1]",
                "fe80::1%eth0",
                ":1",
                "1:",
                ":::",
                "1::2::3",
                "12345::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "::192.0.2.999",
                "192.0.2.7::1",
                "2001:db8::g",
                "\u0661\u0669\u0662.0.2.7"
            })
    void what_no_network_has_is_none(String text) {
        assertThat(NetworkAddress.isLiteral(text)).isFalse();
    }

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(?!$)|$)){4}");

    /** Java takes groups of five digits that begin with 0, and decimal parts that do. */
    private static final Pattern READ_LENIENTLY = Pattern.compile("[0-9a-f]{5}|\\b0[0-9]+\\.|\\.0[0-9]");

    /** In brackets it is never looked up as a name. */
    private static boolean isKnownToJava(String ipv6) {
        try {
            return InetAddress.getByName("[" + ipv6 + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Texts that are nearly addresses, held to another reader of them. */
    @Test
    void it_answers_as_another_reader_does() {
        Random random = new Random(20_261_130);
        String[] pieces = {":", "::", ".", "0", "1", "25", "255", "256", "db8", "ffff", "192.0.2.7"};
        int addresses = 0;
        for (int i = 0; i < 300_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = 1 + random.nextInt(15); left > 0; left--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String written = text.toString();
            if (READ_LENIENTLY.matcher(written).find()) {
                continue;
            }
            boolean known = written.contains(":")
                    ? isKnownToJava(written)
                    : IPV4.matcher(written).matches();
            addresses += known ? 1 : 0;
            assertThat(NetworkAddress.isLiteral(written)).as(written).isEqualTo(known);
        }
        assertThat(addresses).isGreaterThan(1_000);
    }
}
