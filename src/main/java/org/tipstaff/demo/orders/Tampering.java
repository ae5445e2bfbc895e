package org.tipstaff.demo.orders;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** What happens to orders on their way: a scanner, a password, a script, another number in place of one. */
final class Tampering {
    private static final int SCANNER_DPI = 150;

    private Tampering() {}

    /**
     * Puts other words of the same length in the place of some, leaving every other byte as it is: a signature over the
     * document breaks.
     *
     * @throws IllegalArgumentException where the words do not stand there or the lengths differ
     */
    static byte[] replace(byte[] pdf, String words, String others) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        if (!text.contains(words) || words.length() != others.length()) {
            throw new IllegalArgumentException("Nothing to replace");
        }
        return text.replace(words, others).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Pictures of the pages, a little askew and grey, and no text. */
    static byte[] scan(byte[] pdf, Random random) throws IOException {
        try (PDDocument original = Loader.loadPDF(pdf);
                PDDocument scanned = new PDDocument()) {
            PDFRenderer renderer = new PDFRenderer(original);
            for (int i = 0; i < original.getNumberOfPages(); i++) {
                BufferedImage picture = askew(renderer.renderImageWithDPI(i, SCANNER_DPI, ImageType.GRAY), random);
                PDPage page = new PDPage(PDRectangle.LETTER);
                scanned.addPage(page);
                try (PDPageContentStream out = new PDPageContentStream(scanned, page)) {
                    out.drawImage(JPEGFactory.createFromImage(scanned, picture, 0.7f), 0, 0, 612, 792);
                }
            }
            return bytes(scanned);
        }
    }

    private static BufferedImage askew(BufferedImage page, Random random) {
        BufferedImage picture = new BufferedImage(page.getWidth(), page.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(244, 244, 244));
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.rotate((random.nextDouble() - 0.5) * 0.02, page.getWidth() / 2.0, page.getHeight() / 2.0);
        pen.drawImage(page, 0, 0, null);
        pen.dispose();
        return picture;
    }

    /** Needs a password to be opened. */
    static byte[] encrypt(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            StandardProtectionPolicy policy =
                    new StandardProtectionPolicy("clerk-of-court", "chambers", new AccessPermission());
            policy.setEncryptionKeyLength(256);
            document.protect(policy);
            return bytes(document);
        }
    }

    /** Runs a script when it is opened. */
    static byte[] withScript(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.getDocumentCatalog()
                    .setOpenAction(new PDActionJavaScript("app.alert('This order must be answered today.');"));
            return bytes(document);
        }
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }
}
