package org.tipstaff.invitation.upload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Where a service that writes the log gets its access token from; asked anew whenever the portal refuses the last. */
@FunctionalInterface
public interface WriterToken {
    /** There is none to be had, and asking again will not help. */
    final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(int status) {
            super(answered(status));
        }
    }

    /**
     * @throws Refused where the credentials do not do
     * @throws IOException where there is none to be had now
     */
    String fresh() throws IOException, InterruptedException;

    /** The content of a file that somebody else keeps fresh. */
    static WriterToken inFile(Path file) {
        return () -> Files.readString(file).strip();
    }

    /** By the client's own credentials (RFC 6749, section 4.4). */
    static WriterToken byCredentials(HttpClient http, URI tokenEndpoint, String client, String secret) {
        String basic = encoded(client) + ":" + encoded(secret);
        HttpRequest request = HttpRequest.newBuilder(tokenEndpoint)
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
        return () -> {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            JsonNode token = answer.statusCode() == 200
                    ? new ObjectMapper().readTree(answer.body()).path("access_token")
                    : null;
            if (token != null && token.isTextual()) {
                return token.textValue();
            }
            boolean mayPass = answer.statusCode() == 429 || answer.statusCode() >= 500;
            throw mayPass ? new IOException(answered(answer.statusCode())) : new Refused(answer.statusCode());
        };
    }

    /** Without what it said: that may repeat the secret. */
    private static String answered(int status) {
        return "the token endpoint answered " + status + " and gave no token";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
