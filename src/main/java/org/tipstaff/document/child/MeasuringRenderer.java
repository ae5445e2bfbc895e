package org.tipstaff.document.child;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.contentstream.operator.OperatorName;
import org.apache.pdfbox.contentstream.operator.OperatorProcessor;
import org.apache.pdfbox.contentstream.operator.graphics.BeginInlineImage;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;

/**
 * Draws pages, and measures the pictures that lie in the drawing itself before they are unpacked: no object of the file
 * says that they are there.
 */
final class MeasuringRenderer extends PDFRenderer {
    private final StreamSizes streams;

    MeasuringRenderer(PDDocument document, StreamSizes streams) {
        super(document);
        this.streams = streams;
    }

    @Override
    protected PageDrawer createPageDrawer(PageDrawerParameters parameters) throws IOException {
        PageDrawer drawer = new PageDrawer(parameters);
        drawer.addOperator(new Measured(drawer, streams));
        return drawer;
    }

    private static final class Measured extends OperatorProcessor {
        private final BeginInlineImage draws;
        private final StreamSizes streams;

        Measured(PageDrawer drawer, StreamSizes streams) {
            super(drawer);
            this.draws = new BeginInlineImage(drawer);
            this.streams = streams;
        }

        @Override
        public void process(Operator operator, List<COSBase> operands) throws IOException {
            if (operator.getImageData() != null && operator.getImageData().length > 0) {
                streams.checkInline(operator.getImageParameters(), operator.getImageData());
            }
            draws.process(operator, operands);
        }

        @Override
        public String getName() {
            return OperatorName.BEGIN_INLINE_IMAGE;
        }
    }
}
