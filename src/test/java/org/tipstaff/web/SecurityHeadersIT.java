package org.tipstaff.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Forms;

/** What every answer says to the browser, whoever makes it: pages, errors, the API, files, the edge. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@As.Officer
class SecurityHeadersIT {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @Inject
    Assets assets;

    private final SoftAssertions complaints = new SoftAssertions();

    private static RequestSpecification plain() {
        return given().redirects().follow(false);
    }

    private Map<String, Response> kinds() {
        Map<String, Response> kinds = new LinkedHashMap<>();
        kinds.put("200 page", plain().get("/requests"));
        kinds.put("200 public page", plain().get("/"));
        kinds.put("303 redirect", plain().get("/sign-in?to=/requests"));
        kinds.put("404 page of a request", plain().get("/requests/TS-26-999999"));
        kinds.put("404 no such path", plain().get("/nothing/here"));
        kinds.put("403 page", plain().get("/admin"));
        kinds.put(
                "400 form without a token",
                plain().contentType("application/x-www-form-urlencoded").post("/requests/new"));
        kinds.put(
                "403 form from elsewhere",
                plain().header("Origin", "https://elsewhere.example.com").post("/requests/new"));
        kinds.put("415 no form", plain().contentType("text/plain").body("x").post("/requests/new"));
        kinds.put("422 form", Forms.form().post("/requests/new"));
        kinds.put("200 API", plain().get("/api/v1/requests"));
        kinds.put("404 API", plain().get("/api/v1/requests/TS-26-999999"));
        kinds.put("403 API", plain().get("/api/v1/audit/entries"));
        kinds.put("200 JSON of a page", plain().get("/courts?q=northern"));
        kinds.put("200 well known", plain().get("/.well-known/tipstaff-signing.pem"));
        kinds.put("200 style", plain().get("/assets/portal.css"));
        kinds.put("200 script", plain().get("/assets/portal.js"));
        kinds.put(
                "200 library",
                plain().get("/webjars/govuk-frontend/" + assets.govuk() + "/dist/govuk/govuk-frontend.min.css"));
        kinds.put("200 API description", plain().get("/q/openapi"));
        return kinds;
    }

    @Test
    void every_kind_of_answer_has_them_all() {
        kinds().forEach((kind, answer) -> {
            if (!kind.startsWith("422")) {
                complaints.assertThat(answer.statusCode()).as(kind).isEqualTo(Integer.parseInt(kind.substring(0, 3)));
            }
            has(kind, answer, "Content-Security-Policy", POLICY);
            has(kind, answer, "X-Content-Type-Options", "nosniff");
            has(kind, answer, "Referrer-Policy", "no-referrer");
            has(kind, answer, "X-Frame-Options", "DENY");
            has(kind, answer, "Cross-Origin-Opener-Policy", "same-origin");
            has(kind, answer, "Cross-Origin-Resource-Policy", "same-origin");
            has(kind, answer, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
            complaints.assertThat(answer.header("Cache-Control")).as(kind).isNotNull();
            complaints
                    .assertThat(answer.header("Strict-Transport-Security"))
                    .as(kind)
                    .isNull();
        });
        complaints.assertAll();
    }

    private void has(String kind, Response answer, String name, String value) {
        complaints
                .assertThat(answer.headers().getValues(name))
                .as("%s of %s", name, kind)
                .containsExactly(value);
    }

    @Test
    void who_came_encrypted_is_kept_to_it() {
        for (String path : new String[] {"/", "/requests", "/nothing/here", "/api/v1/requests", "/assets/portal.css"}) {
            assertThat(plain().header("X-Forwarded-Proto", "https").get(path).header("Strict-Transport-Security"))
                    .as(path)
                    .isEqualTo("max-age=31536000; includeSubDomains");
        }
    }
}
