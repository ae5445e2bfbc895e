package org.tipstaff.signing;

import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory of one call's own, gone when the call ends: large documents pass through files, not through memory, and no
 * temporary file may stay.
 */
final class Workspace implements AutoCloseable {
    /** Above this a document's revision is kept in a file while it is worked on. */
    private static final long MEMORY = 32L << 20;

    private final Path directory;

    private Workspace(Path directory) {
        this.directory = directory;
    }

    /** On the same file system as the target, so that the result can be moved there in one step. */
    static Workspace beside(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("A target is a file in a directory");
        }
        // Readable by this user only: createTempDirectory sees to that on POSIX systems.
        return new Workspace(Files.createTempDirectory(parent, ".signing"));
    }

    /** In the system's directory for temporary files. */
    static Workspace temporary() throws IOException {
        return new Workspace(Files.createTempDirectory("signing"));
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    PdfBoxNativeObjectFactory pdfObjects() {
        DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
        // Comparing pictures of pages costs seconds a page; changed objects are found without it.
        differences.setMaximalPagesAmountForVisualComparison(0);
        PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
        factory.setPdfDifferencesFinder(differences);
        factory.setPdfMemoryUsageSetting(PdfMemoryUsageSetting.mixed(MEMORY));
        factory.setResourcesHandlerBuilder(
                new TempFileResourcesHandlerBuilder().setTempFileDirectory(directory.toFile()));
        return factory;
    }

    @Override
    public void close() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(directory)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
