package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.tipstaff.demo.orders.SampleOrders;

/** A dozen rows of the light handle, by the way in which the provider's services write them. */
final class LightRows {
    static final int ROWS = 12;

    private LightRows() {}

    static void put(ChildPortal portal, PortalClient client) throws Exception {
        String lines = IntStream.range(0, ROWS)
                .mapToObj(i -> """
                        {"log":"CAPABILITY_QUERY","occurredAt":"%s","sourceHandle":"%s","targetHandle":"+12025550177","clientIp":"192.0.2.7","service":"facetime","userAgent":"none"}
                        """.formatted(
                                Clock.systemUTC()
                                        .instant()
                                        .minus(5, ChronoUnit.DAYS)
                                        .plusSeconds(i)
                                        .truncatedTo(ChronoUnit.SECONDS),
                                SampleOrders.LIGHT))
                .collect(Collectors.joining());
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(portal.url() + "/api/v1/log/records"))
                                .header("Content-Type", "application/x-ndjson")
                                .header("Authorization", "Bearer " + client.token("log-writer"))
                                .POST(HttpRequest.BodyPublishers.ofString(lines))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.body()).contains("\"accepted\":" + ROWS);
    }
}
