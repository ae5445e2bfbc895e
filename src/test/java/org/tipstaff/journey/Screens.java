package org.tipstaff.journey;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures for the documentation, made only where asked: {@code -Dtipstaff.screens=docs/screens}. */
final class Screens {
    private static final int WIDTH = 1280;
    private static final int NARROW = 390;
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

    /** The whole page, as on a desk and as on a telephone. */
    static void shootBoth(Page page, String name) {
        String directory = System.getProperty("tipstaff.screens", "");
        if (!directory.isEmpty()) {
            for (int width : new int[] {WIDTH, NARROW}) {
                page.setViewportSize(width, HEIGHT);
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(directory, name + "-" + width + ".png")));
            }
            page.setViewportSize(WIDTH, HEIGHT);
        }
    }
}
