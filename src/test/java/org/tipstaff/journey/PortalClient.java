package org.tipstaff.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tipstaff.CodeFlow;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.web.api.ApiContract;

/** Drives the API as a program of the police or the provider would: bearer tokens of a real Keycloak, plain HTTP. */
final class PortalClient {
    private static final int MOST_TIMES_AGAIN = 10;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String realm;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private volatile @Nullable ApiContract contract;

    PortalClient(String base, String realm) {
        this.base = base;
        this.realm = realm;
    }

    /** An answer. */
    record Answer(int status, byte[] body, Map<String, List<String>> headers) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException("Not JSON: " + text(), e);
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer get(@Nullable String user, String path) {
        return send(user, HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    Answer get(String user, String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).GET();
        headers.forEach(request::header);
        return send(user, request);
    }

    /**
     * Asks for a move as somebody careful does: an approval accepts each open finding, where nothing else is said, and
     * a custodian opens the document before they certify it.
     */
    Answer move(String user, String reference, String move, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        if (move.equals("APPROVE") || move.equals("CONFIRM")) {
            body.putIfAbsent("answers", accepting(user, reference));
            if (body.containsKey("terms")) {
                body.putIfAbsent("cutReason", body.getOrDefault("reason", "Attachment A names no more."));
            }
        }
        if (move.equals("CERTIFY")) {
            get(user, "/api/v1/requests/" + reference + "/prepared/pdf");
        }
        return send(user, reference, move, body);
    }

    private Map<String, String> accepting(String user, String reference) {
        Map<String, String> answers = new HashMap<>();
        Answer request = get(user, "/api/v1/requests/" + reference);
        if (request.status() == 200) {
            request.json().path("findings").forEach(finding -> {
                if (!finding.path("verdict").asText().equals("PASS")) {
                    answers.put(finding.path("code").asText(), "ACCEPT");
                }
            });
        }
        return answers;
    }

    /** Asks for a move with nothing but what is given. */
    Answer send(String user, String reference, String move, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("move", move);
        try {
            return send(
                    user,
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/requests/" + reference + "/moves"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer file(String user, String filing, byte[] order, Map<String, String> headers) {
        String boundary = UUID.randomUUID().toString();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary
                        + "\r\n"
                        + "Content-Disposition: form-data; name=\"filing\"\r\n"
                        + "Content-Type: application/json\r\n\r\n"
                        + filing + "\r\n--" + boundary
                        + "\r\n"
                        + "Content-Disposition: form-data; name=\"order\"; filename=\"order.pdf\"\r\n"
                        + "Content-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(order);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/requests"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()));
        headers.forEach(request::header);
        return send(user, request);
    }

    /** Comes again where others' files were being opened, as the answer asks: its wait there was pause enough. */
    Answer file(SampleOrder order) {
        Answer answer = file(order.filing().user(), filing(order), order.pdf(), Map.of());
        for (int again = 0; again < MOST_TIMES_AGAIN && answer.status() == 503; again++) {
            answer = file(order.filing().user(), filing(order), order.pdf(), Map.of());
        }
        return answer;
    }

    /** Any method on any path, without a body. */
    Answer call(@Nullable String user, String method, String path) {
        return send(user, HttpRequest.newBuilder(URI.create(base + path)).method(method, BodyPublishers.noBody()));
    }

    /** Any method on any path, with a small body of the type that the route wants. */
    Answer call(@Nullable String user, Route route, String reference) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + route.path(reference)));
        if (route.method().equals("GET")) {
            return send(user, request.GET());
        }
        String type = route.consumes().isEmpty() ? "application/x-www-form-urlencoded" : route.consumes();
        String body = "";
        if (type.equals("multipart/form-data")) {
            type += "; boundary=end";
            body = "--end\r\nContent-Disposition: form-data; name=\"none\"\r\n\r\n\r\n--end--\r\n";
        } else if (type.equals("application/json")) {
            body = "{}";
        }
        return send(user, request.header("Content-Type", type).method(route.method(), BodyPublishers.ofString(body)));
    }

    private Answer send(@Nullable String user, HttpRequest.Builder request) {
        if (user != null) {
            request.header("Authorization", "Bearer " + token(user));
        }
        try {
            HttpResponse<byte[]> response =
                    http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofByteArray());
            described(response);
            return new Answer(
                    response.statusCode(), response.body(), response.headers().map());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Whatever a journey asks the API for, the answer is as the description says. */
    private void described(HttpResponse<byte[]> answer) throws IOException, InterruptedException {
        HttpRequest asked = answer.request();
        if (asked.uri().getPath().startsWith("/api/")) {
            ApiContract known = contract;
            if (known == null) {
                known = new ApiContract(http.send(
                                HttpRequest.newBuilder(URI.create(base + "/q/openapi?format=json"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
                contract = known;
            }
            known.check(
                    asked.method(),
                    asked.uri().getPath(),
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        }
    }

    /** A token of a sign-in made in a browser, as an agency's system gets it: it counts as fresh for five minutes. */
    String token(String user) {
        return tokens.computeIfAbsent(user, name -> CodeFlow.tokens(realm, name).getString("access_token"));
    }

    /** Waits until a request has a status. */
    JsonNode await(String user, String reference, String status) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        JsonNode last = null;
        while (System.nanoTime() < until) {
            last = get(user, "/api/v1/requests/" + reference).json();
            if (last.path("status").asText().equals(status)) {
                return last;
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(reference + " is not " + status + " but " + last);
    }

    /** The API's filing for a sample order. */
    static String filing(SampleOrder order) {
        var filing = order.filing();
        Map<String, Object> terms = new java.util.LinkedHashMap<>();
        terms.put(
                "handles",
                filing.terms().handles().stream()
                        .map(handle -> handle.written())
                        .toList());
        terms.put("logs", new ArrayList<>(filing.terms().logs()));
        terms.put("direction", filing.terms().direction().name());
        terms.put("from", filing.terms().range().from().toString());
        terms.put("to", filing.terms().range().to().toString());
        Map<String, Object> json = new java.util.LinkedHashMap<>();
        json.put("instrument", filing.process().instrument().name());
        json.put("court", filing.process().court());
        json.put("judge", filing.process().judge());
        json.put("docket", filing.process().docket());
        json.put("issuedOn", filing.process().issuedOn().toString());
        json.put("agencyCaseNumber", "BAR-" + order.slug());
        json.put(
                "nondisclosureUntil",
                filing.process().nondisclosureUntil() == null
                        ? null
                        : filing.process().nondisclosureUntil().toString());
        json.put("attested", filing.process().attested());
        json.put("terms", terms);
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
