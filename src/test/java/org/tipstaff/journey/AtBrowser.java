package org.tipstaff.journey;

import com.microsoft.playwright.Browser.NewContextOptions;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.tipstaff.Browser;

/** A journey at the browser: one browser for a class, and a client for what others do meanwhile. */
abstract class AtBrowser {
    private static @Nullable Browser browser;

    @Inject
    DemonstrationLog log;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    PortalClient portal = new PortalClient("", "");

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @BeforeEach
    void client() {
        portal = new PortalClient(address(), realm);
    }

    private String address() {
        return "http://localhost:" + port;
    }

    /** Somebody with a browser profile of their own. */
    Visitor visitor() {
        return visitor(new NewContextOptions());
    }

    Visitor visitor(NewContextOptions options) {
        return new Visitor(started().visitor(options), address());
    }

    private static Browser started() {
        if (browser == null) {
            throw new IllegalStateException("The browser was not started");
        }
        return browser;
    }
}
