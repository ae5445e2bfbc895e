package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FilePayload;
import java.util.ArrayList;
import java.util.List;

/** A person at a browser of their own. What the browser complains of, and every address it asks for, is kept. */
final class Visitor implements AutoCloseable {
    private static final double PATIENCE_MILLIS = 60_000;
    private static final int MOST_TABS = 80;

    private final BrowserContext context;
    private final Page page;
    private final String portal;
    private final List<String> complaints = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> posted = new ArrayList<>();

    Visitor(BrowserContext context, String portal) {
        this.context = context;
        this.portal = portal;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // A page that says what is wrong has a status that the browser notes as an error: meant, for the page
            // itself.
            boolean meant = message.text().matches("Failed to load resource: .* status of (401|403|404|409|422) .*")
                    && message.location().startsWith(page.url());
            if (message.type().equals("error") && page.url().startsWith(portal) && !meant) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onRequest(request -> {
            addresses.add(request.url());
            byte[] body = request.postDataBuffer();
            if (body != null && request.url().startsWith(portal)) {
                posted.add(new String(body, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Opens a path of the portal, or a whole address. */
    void open(String path) {
        page.navigate(path.startsWith("http") ? path : portal + path);
    }

    /** Opens a page that asks for a sign-in, signs in, and is where it wanted to be. */
    void openSigningIn(String path, String user) {
        open(path);
        signIn(user);
        page.waitForURL(portal + path);
    }

    /** At the identity provider; after a sign-in before, it asks for the password alone. */
    void signIn(String user) {
        page.waitForSelector("#password");
        Locator name = page.locator("#username");
        if (name.isVisible()) {
            name.fill(user);
        }
        page.fill("#password", user);
        page.click("#kc-login");
    }

    /** Waits until the page says something. */
    void sees(String text) {
        sees("main", text);
    }

    void sees(String selector, String text) {
        PlaywrightAssertions.assertThat(page.locator(selector).first())
                .containsText(
                        text,
                        new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                .setTimeout(PATIENCE_MILLIS));
    }

    String text(String selector) {
        return page.locator(selector).first().innerText();
    }

    /** Presses a button by the words on it. */
    void press(String words) {
        page.locator("button:visible")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
    }

    void follow(String words) {
        page.locator("a:visible")
                .filter(new Locator.FilterOptions().setHasText(words))
                .first()
                .click();
    }

    void choose(String selector, String name, byte[] bytes) {
        page.setInputFiles(selector, new FilePayload(name, "application/pdf", bytes));
    }

    /** Presses Tab until the element is reached, as somebody without a mouse does. */
    void tabTo(String selector) {
        for (int press = 0; press < MOST_TABS; press++) {
            page.keyboard().press("Tab");
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return;
            }
        }
        throw new AssertionError("The keyboard does not reach " + selector + " on " + page.url());
    }

    String path() {
        return page.url().substring(portal.length());
    }

    /** Everything that was sent to the portal in bodies, each byte a character. */
    List<String> posted() {
        return posted;
    }

    /** No complaint of the browser (scripts, content security policy), and no secret in an address. */
    void hadNoTrouble(String... secrets) {
        assertThat(complaints).as("complaints of the browser").isEmpty();
        for (String secret : secrets) {
            assertThat(addresses).noneMatch(address -> address.contains(secret));
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
