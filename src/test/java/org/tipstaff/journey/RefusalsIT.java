package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrder.Condition;
import org.tipstaff.document.RefusalReason;
import org.tipstaff.process.Verdict;

/** Each sample order, filed as a program of the police would: exactly what the law says of it comes back. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusalsIT {
    private static final int AT_ONCE = 3;
    /** Of no other test, so that each order is here for the first time. */
    private static final long SEED = 4242;

    private static @Nullable List<SampleOrder> orders;

    @Inject
    DemonstrationLog log;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    private final SoftAssertions complaints = new SoftAssertions();
    private PortalClient portal = new PortalClient("", "");

    @BeforeEach
    void client() {
        portal = new PortalClient("http://localhost:" + port, realm);
    }

    private List<SampleOrder> orders() throws IOException {
        log.load();
        List<SampleOrder> composed = orders;
        if (composed == null) {
            composed = log.compose(SEED);
            orders = composed;
        }
        return composed;
    }

    @Test
    @Order(1)
    void every_sample_order_gets_exactly_the_findings_that_it_deserves() throws Exception {
        List<SampleOrder> orders = orders();
        assertThat(orders).hasSize(27);
        Map<String, PortalClient.Answer> answers = fileAll(orders);
        for (SampleOrder order : orders) {
            PortalClient.Answer answer = Objects.requireNonNull(answers.get(order.slug()));
            switch (order.expected().condition()) {
                case READABLE, IMAGE_ONLY -> examined(order, answer);
                case ENCRYPTED -> turnedAway(order, answer, RefusalReason.ENCRYPTED);
                case ACTIVE_CONTENT -> turnedAway(order, answer, RefusalReason.ACTIVE_CONTENT);
            }
        }
        complaints.assertAll();
    }

    private Map<String, PortalClient.Answer> fileAll(List<SampleOrder> orders) throws Exception {
        Map<String, PortalClient.Answer> answers = new ConcurrentHashMap<>();
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<?>> all = orders.stream()
                .<Future<?>>map(order -> clients.submit(() -> answers.put(order.slug(), portal.file(order))))
                .toList();
        for (Future<?> one : all) {
            one.get();
        }
        clients.shutdown();
        return answers;
    }

    private void examined(SampleOrder order, PortalClient.Answer answer) {
        complaints.assertThat(answer.status()).as(order.slug() + answer.text()).isEqualTo(201);
        JsonNode request = answer.json();
        complaints.assertThat(notPassed(request)).as(order.slug()).isEqualTo(expected(order));
        boolean refused = order.expected().findings().containsValue(Verdict.REFUSE);
        complaints
                .assertThat(request.path("status").asText())
                .as(order.slug())
                .isEqualTo(refused ? "REFUSED" : "SUBMITTED");
        for (JsonNode finding : request.path("findings")) {
            if (finding.path("verdict").asText().equals("PASS")) {
                continue;
            }
            for (String member : List.of("reason", "statute", "cure")) {
                complaints
                        .assertThat(finding.path(member).asText())
                        .as("%s: %s of %s", order.slug(), member, finding.path("code"))
                        .isNotBlank();
            }
        }
    }

    private static Map<String, String> expected(SampleOrder order) {
        return order.expected().findings().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().name()));
    }

    private static Map<String, String> notPassed(JsonNode request) {
        Map<String, String> findings = new HashMap<>();
        for (JsonNode finding : request.path("findings")) {
            if (!finding.path("verdict").asText().equals("PASS")) {
                findings.put(
                        finding.path("code").asText(), finding.path("verdict").asText());
            }
        }
        return findings;
    }

    private void turnedAway(SampleOrder order, PortalClient.Answer answer, RefusalReason reason) {
        complaints.assertThat(answer.status()).as(order.slug()).isEqualTo(422);
        complaints
                .assertThat(answer.json().path("detail").asText())
                .as(order.slug())
                .contains(reason.sentence())
                .contains(reason.cure());
    }

    @Test
    void the_same_document_filed_twice_needs_a_look() throws Exception {
        SampleOrder order = orders().get(0);
        portal.file(order);

        assertThat(notPassed(portal.file(order).json())).containsEntry("DUPLICATE_DOCUMENT", "LOOK");
    }

    @Test
    void what_is_refused_at_once_keeps_no_rows() throws Exception {
        SampleOrder order = orders().stream()
                .filter(each -> each.expected().condition() == Condition.READABLE)
                .filter(each -> each.expected().findings().containsValue(Verdict.REFUSE))
                .findFirst()
                .orElseThrow();

        JsonNode refused = portal.file(order).json();

        assertThat(refused.path("status").asText()).isEqualTo("REFUSED");
        assertThat(refused.path("hold").path("state").asText()).isNotEqualTo("HELD");
    }
}
