package org.tipstaff.journey;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** Looks at pages with axe (WCAG 2.2 AA and best practice) and at 320 pixels, and keeps everything that is wrong. */
final class Accessibility {
    private static final List<String> TAGS =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice");
    /** CSS pixels; WCAG 2.2, 1.4.10 Reflow. */
    private static final int NARROW = 320;

    private static final int WIDE = 1280;
    private static final int HEIGHT = 900;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();

    /** Looks at the page as it stands; a name says which state of it that is. */
    void look(Page page, String name) {
        page.setViewportSize(WIDE, HEIGHT);
        seen.add(name);
        new AxeBuilder(page)
                .setLegacyMode(true)
                .withTags(TAGS)
                .analyze()
                .getViolations()
                .forEach(rule -> rule.getNodes()
                        .forEach(node -> wrong.add(
                                name + ": " + rule.getId() + " at " + node.getTarget() + " " + node.getHtml())));
        page.setViewportSize(NARROW, HEIGHT);
        int width = ((Number) page.evaluate("() => document.scrollingElement.scrollWidth")).intValue();
        if (width > NARROW) {
            wrong.add(name + ": " + width + " pixels wide at " + NARROW + ": " + page.evaluate("""
                    () => {
                      const wide = [];
                      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                      for (let text; (text = walk.nextNode());) {
                        const range = document.createRange();
                        range.selectNodeContents(text);
                        if (range.getBoundingClientRect().right > innerWidth) wide.push(text.parentElement.outerHTML.slice(0, 200));
                      }
                      return wide.slice(0, 5);
                    }"""));
        }
        page.setViewportSize(WIDE, HEIGHT);
    }

    /** Everything that was found, one line each. */
    List<String> wrong() {
        return wrong;
    }

    /** Names of what was looked at. */
    List<String> seen() {
        return seen;
    }
}
