package org.tipstaff.document.child;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.tipstaff.document.PageSize;
import org.tipstaff.document.RefusalReason;

/** Draws each page as a PNG: what the reviewer looks at instead of the document. */
final class PagePictures {
    private static final double SCALE = 110.0 / 72;
    private static final double MOST_PIXELS_A_SIDE = 2_000;
    private static final long MOST_BYTES = 160L << 20;

    private final PDFRenderer renderer;
    private final Path directory;
    private long written;

    PagePictures(PDDocument document, StreamSizes streams, Path directory) {
        renderer = new MeasuringRenderer(document, streams);
        // A scan is decoded at the size it is drawn in, not at the size it was made in.
        renderer.setSubsamplingAllowed(true);
        this.directory = directory;
        ImageIO.setUseCache(false);
    }

    /** @param number from 1 */
    void draw(int number, PageSize size) throws IOException {
        double scale = Math.min(SCALE, MOST_PIXELS_A_SIDE / Math.max(size.width(), size.height()));
        BufferedImage picture = renderer.renderImage(number - 1, (float) scale, ImageType.RGB);
        Path file = directory.resolve("page-" + number + ".png");
        ImageIO.write(picture, "png", file.toFile());
        written += Files.size(file);
        if (written > MOST_BYTES) {
            throw new Refused(RefusalReason.TOO_COMPLEX);
        }
    }
}
