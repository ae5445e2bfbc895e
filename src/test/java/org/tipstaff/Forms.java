package org.tipstaff;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends forms of pages without a browser. */
public final class Forms {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([A-Za-z0-9_-]+)\"");

    private Forms() {}

    /** The token of a page that everybody may open; it counts wherever no session's cookie is sent. */
    public static String token() {
        return in(given().get("/verify").asString());
    }

    /** The first token on a page. */
    public static String in(String page) {
        Matcher found = TOKEN.matcher(page);
        if (!found.find()) {
            throw new AssertionError("The page has no form with a token");
        }
        return found.group(1);
    }

    /** A form with a token that counts, for whoever the test is. */
    public static RequestSpecification form() {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParam("form-token", token());
    }
}
