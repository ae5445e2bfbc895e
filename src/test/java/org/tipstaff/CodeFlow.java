package org.tipstaff;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sign-in as an agency's program does it for the person before it (RFC 8252): authorization code flow with PKCE, through
 * the provider's own page. Its tokens say when the person signed in.
 */
public final class CodeFlow {
    private static final String REDIRECT = "http://127.0.0.1/callback";
    private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    /** The provider's cookies are Secure, which a cookie handler would not send to a plain localhost. */
    private final Map<String, String> cookies = new LinkedHashMap<>();

    private final String endpoint;

    private CodeFlow(String realm) {
        this.endpoint = realm + "/protocol/openid-connect";
    }

    /** The token endpoint's answer for a user whose password is the user's name. */
    public static JsonObject tokens(String realm, String user) {
        try {
            return new CodeFlow(realm).signIn(user);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonObject signIn(String user) throws IOException, InterruptedException {
        String verifier = UUID.randomUUID().toString() + UUID.randomUUID();
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("client_id", "tipstaff-cli");
        asked.put("response_type", "code");
        asked.put("scope", "openid");
        asked.put("redirect_uri", REDIRECT);
        asked.put("prompt", "login");
        asked.put("code_challenge", challenge(verifier));
        asked.put("code_challenge_method", "S256");
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(endpoint + "/auth?" + form(asked))));
        String action = first(ACTION, page.body()).replace("&amp;", "&");
        HttpResponse<String> back = send(post(action, Map.of("username", user, "password", user, "credentialId", "")));
        String code = first(CODE, back.headers().firstValue("Location").orElse(back.body()));
        return new JsonObject(send(post(
                        endpoint + "/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                "tipstaff-cli",
                                "code",
                                URLDecoder.decode(code, StandardCharsets.UTF_8),
                                "redirect_uri",
                                REDIRECT,
                                "code_verifier",
                                verifier)))
                .body());
    }

    private static String first(Pattern wanted, String text) {
        Matcher found = wanted.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("The provider answers otherwise: " + text);
        }
        return found.group(1);
    }

    private static HttpRequest.Builder post(String address, Map<String, String> fields) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(fields)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer =
                http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        return answer;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
