package org.tipstaff.pdf;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.sax.SAXResult;
import javax.xml.transform.stream.StreamSource;
import org.apache.fop.apps.FOUserAgent;
import org.apache.fop.apps.FopFactory;
import org.apache.fop.apps.FopFactoryBuilder;
import org.apache.fop.configuration.DefaultConfigurationBuilder;

/** The peer that tags: Apache FOP writes the same table as PDF/A-3a with its structure tree. */
final class FopTable {
    private static final FopFactory FACTORY = factory();

    private FopTable() {}

    private static FopFactory factory() {
        try {
            Path font = Files.createTempFile("tipstaff-bench", ".ttf");
            try (var in = FopTable.class.getResourceAsStream(
                    "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
                Files.copy(in, font, StandardCopyOption.REPLACE_EXISTING);
            }
            String configuration = """
                    <fop version="1.0"><renderers><renderer mime="application/pdf"><pdf-a-mode>PDF/A-3a</pdf-a-mode>
                    <fonts><font embed-url="%s"><font-triplet name="Sans" style="normal" weight="normal"/></font></fonts>
                    </renderer></renderers></fop>""".formatted(font.toUri());
            return new FopFactoryBuilder(URI.create("file:///"))
                    .setConfiguration(new DefaultConfigurationBuilder()
                            .build(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8))))
                    .setAccessibility(true)
                    .build();
        } catch (Exception e) {
            throw new IllegalStateException("FOP cannot be set up", e);
        }
    }

    static void write(int rows, OutputStream out) throws Exception {
        StringBuilder fo = new StringBuilder("""
                <fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xml:lang="en" font-family="Sans" font-size="7pt">
                <fo:layout-master-set><fo:simple-page-master master-name="p" page-width="792pt" page-height="612pt"
                 margin="46pt"><fo:region-body/></fo:simple-page-master></fo:layout-master-set>
                <fo:declarations><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
                 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
                 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Benchmark</dc:title></rdf:Description></rdf:RDF>
                </x:xmpmeta></fo:declarations>
                <fo:page-sequence master-reference="p"><fo:flow flow-name="xsl-region-body">
                <fo:table table-layout="fixed" width="100%"><fo:table-body>""");
        for (int i = 0; i < rows; i++) {
            fo.append("<fo:table-row>");
            for (String cell : PdfBench.row(i)) {
                fo.append("<fo:table-cell><fo:block>").append(cell).append("</fo:block></fo:table-cell>");
            }
            fo.append("</fo:table-row>");
        }
        fo.append("</fo:table-body></fo:table></fo:flow></fo:page-sequence></fo:root>");
        FOUserAgent agent = FACTORY.newFOUserAgent();
        TransformerFactory.newInstance()
                .newTransformer()
                .transform(
                        new StreamSource(new StringReader(fo.toString())),
                        new SAXResult(
                                FACTORY.newFop("application/pdf", agent, out).getDefaultHandler()));
    }
}
