package org.tipstaff.web.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080,localhost,8080,true",
        "https://portal.example.com,portal.example.com,-1,true",
        "https://portal.example.com,portal.example.com,443,true",
        "https://PORTAL.example.com,portal.example.com,-1,true",
        "http://localhost:7791,localhost,8080,false",
        "https://other.example.com,portal.example.com,-1,false",
        "https://portal.example.com.evil.example,portal.example.com,-1,false",
        "https://portal.example.com:8443,portal.example.com,-1,false",
        "file://,portal.example.com,-1,false",
        "not an origin,portal.example.com,-1,false"
    })
    void an_origin_is_ours_where_host_and_port_are(String origin, String host, int port, boolean ours) {
        assertThat(SameOrigin.isOurs(origin, HostAndPort.create(host, port))).isEqualTo(ours);
    }

    @Test
    void an_origin_that_is_not_said_decides_nothing() {
        assertThat(SameOrigin.isOurs(null, HostAndPort.create("localhost", 1))).isTrue();
        assertThat(SameOrigin.isOurs("null", HostAndPort.create("localhost", 1)))
                .isTrue();
        assertThat(SameOrigin.isOurs("http://localhost", null)).isFalse();
    }
}
