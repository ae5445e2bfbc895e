package org.tipstaff.journey;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures for the documentation, made only where asked: {@code -Dtipstaff.screens=docs/screens}. */
final class Screens {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 900;

    private Screens() {}

    /** Takes a picture of what is seen, under a name. */
    static void shoot(Page page, String name) {
        String directory = System.getProperty("tipstaff.screens", "");
        if (!directory.isEmpty()) {
            page.setViewportSize(WIDTH, HEIGHT);
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(directory, name + ".png")));
        }
    }
}
