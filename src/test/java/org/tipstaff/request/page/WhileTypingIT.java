package org.tipstaff.request.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.As;
import org.tipstaff.Browser;

/** What happens by itself while somebody types into a draft: it is kept, and the end of the session is announced. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@TestProfile(WhileTypingIT.ShortSession.class)
@As.Officer
class WhileTypingIT {
    private static final String PICTURES = System.getenv().getOrDefault("TIPSTAFF_PICTURES", "");
    private static final Pattern SAVED = Pattern.compile("^Saved at [0-9]{1,2}:[0-9]{2} [AP]M$");

    private static Browser browser;

    /** Ends soon after the three minutes before its end have begun. */
    public static class ShortSession implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tipstaff.identity.idle", "PT3M8S");
        }
    }

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
    }

    private Page open(BrowserContext visitor, String address) {
        Page page = visitor.newPage();
        page.setDefaultTimeout(30_000);
        page.navigate(address.startsWith("http") ? address : "http://localhost:" + port + address);
        return page;
    }

    /** Address of a new draft's page about terms. */
    private String terms(BrowserContext visitor) {
        Page page = open(visitor, "/requests/new");
        page.check("input[value=SEARCH_WARRANT]");
        page.click("text=Start");
        page.waitForURL("**/document");
        String address = page.url().replace("/document", "/terms");
        page.close();
        return address;
    }

    private static Locator said(Page page) {
        return page.locator("[data-kept]");
    }

    private static void look(Page page, String name) {
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, 900);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s at %d px", name, width)
                    .isLessThanOrEqualTo(width);
            assertThat(new AxeBuilder(page).analyze().getViolations()).as(name).isEmpty();
            if (!PICTURES.isEmpty()) {
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, name + "-" + width + ".png")));
            }
        }
        page.setViewportSize(1280, 900);
    }

    @Test
    void what_is_typed_is_there_again_though_nothing_was_pressed() {
        try (BrowserContext visitor = browser.visitor()) {
            String terms = terms(visitor);
            Page page = open(visitor, terms);
            page.fill("#handles", "+1 202 555 0123\nnonsense, as typed");
            page.check("input[name=direction][value=BY_SOURCE]");
            page.fill("#from-day", "31");
            assertThat(said(page)).hasText(SAVED);
            page.locator("#from-day").scrollIntoViewIfNeeded();
            said(page).scrollIntoViewIfNeeded();
            look(page, "kept");
            page.close();

            Page again = open(visitor, terms);
            assertThat(again.inputValue("#handles")).isEqualTo("+1 202 555 0123\nnonsense, as typed");
            assertThat(again.inputValue("#from-day")).isEqualTo("31");
            assertThat(again.locator("input[name=direction][value=BY_SOURCE]")).isChecked();
            // Left before the pause is over.
            again.fill("#handles", "+1 202 555 0124");
            again.navigate("http://localhost:" + port + "/guide");
            Page third = open(visitor, terms);
            assertThat(third.inputValue("#handles")).isEqualTo("+1 202 555 0124");
        }
    }

    @Test
    void of_two_windows_neither_loses_what_was_typed_in_it() {
        try (BrowserContext visitor = browser.visitor()) {
            String terms = terms(visitor);
            Page one = open(visitor, terms);
            Page other = open(visitor, terms);
            one.fill("#handles", "+1 202 555 0101");
            assertThat(said(one)).hasText(SAVED);

            other.fill("#handles", "+1 202 555 0102");
            assertThat(said(other)).containsText("Not saved: this draft was changed in another window");
            look(other, "kept-conflict");
            assertThat(other.inputValue("#handles")).isEqualTo("+1 202 555 0102");
            assertThat(open(visitor, terms).inputValue("#handles")).isEqualTo("+1 202 555 0101");

            one.fill("#handles", "+1 202 555 0103");
            assertThat(said(one)).hasText(SAVED);
            other.click("text=Save and continue");
            other.waitForLoadState();
            assertThat(open(visitor, terms).inputValue("#handles")).isEqualTo("+1 202 555 0102");
        }
    }

    @Test
    void the_end_of_the_session_is_announced_and_put_off_by_one_press() {
        try (BrowserContext visitor = browser.visitor()) {
            Page page = open(visitor, terms(visitor));
            Locator ending = page.locator("[data-session-end]");
            assertThat(ending).isHidden();
            page.focus("#handles");
            assertThat(ending)
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(20_000));
            assertThat(ending.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .hasText(Pattern.compile("Your session ends at [0-9:]+ [AP]M\\. What you typed is kept\\."));
            look(page, "session-end");

            ending.getByText("Stay signed in").click();
            assertThat(ending).isHidden();
            assertThat(page.locator("#handles")).isFocused();
            assertThat(ending)
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(20_000));

            // Three minutes in which nobody did anything.
            page.evaluate("localStorage.setItem('tipstaff.session-ends', String(Date.now() - 1))");
            page.evaluate("window.dispatchEvent(new StorageEvent('storage', { key: 'tipstaff.session-ends' }))");
            assertThat(ending).containsText("Your session has ended");
            assertThat(ending.getByText("Stay signed in")).isHidden();
        }
    }
}
