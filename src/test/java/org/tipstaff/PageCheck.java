package org.tipstaff;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a page as on a desk, a telephone and the narrowest one: nothing may be wrong with any. People look at pictures of
 * them, made where asked: {@code -Dtipstaff.pictures=true}.
 */
public final class PageCheck {
    /** CSS pixels; the last is WCAG 2.2, 1.4.10 Reflow. */
    private static final int[] WIDTHS = {1280, 390, 320};

    private static final boolean PICTURES = Boolean.getBoolean("tipstaff.pictures");
    private static final int WIDE = 1280;
    private static final int HEIGHT = 860;

    private final Path pictures;

    /** @param pictures directory that the pictures go to */
    public PageCheck(Path pictures) {
        this.pictures = pictures;
    }

    /** Opens a page in a browser of its own; it may answer 422, and says nothing to the console but that. */
    public void open(Browser browser, String url, String name) {
        try (BrowserContext visitor = browser.visitor()) {
            List<String> said = new ArrayList<>();
            Page page = visitor.newPage();
            page.onConsoleMessage(message -> said.add(message.text()));
            int status = page.navigate(url).status();
            assertThat(status).as(name).isIn(200, 422);
            check(page, name);
            assertThat(said.stream().filter(text -> status == 200 || !text.contains("422")))
                    .as(name)
                    .isEmpty();
        }
    }

    /** The page as it stands, and with everything opened that can be opened: nothing too wide, no violation. */
    public void check(Page page, String name) {
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            shoot(page, name + "-" + width);
            assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("%s is wider than %d", name, width)
                    .isEqualTo(0);
        }
        page.setViewportSize(WIDE, HEIGHT);
        violatesNothing(page, name);
        ElementHandle[] closed =
                page.querySelectorAll("main details:not([open])").toArray(ElementHandle[]::new);
        if (closed.length > 0) {
            open(closed, true);
            shoot(page, name + "-opened");
            violatesNothing(page, name + ", opened");
            open(closed, false);
        }
    }

    /** What was opened is closed again: a test goes on with the page as it was. */
    private static void open(ElementHandle[] details, boolean open) {
        for (ElementHandle each : details) {
            each.evaluate("(element, open) => element.open = open", open);
        }
    }

    private void shoot(Page page, String name) {
        if (!PICTURES) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(pictures.resolve(name + ".png"))
                .setFullPage(true));
    }

    private static void violatesNothing(Page page, String name) {
        assertThat(new AxeBuilder(page).analyze().getViolations())
                .as(name)
                .extracting(Rule::getId, rule -> rule.getNodes().get(0).getHtml())
                .isEmpty();
    }
}
