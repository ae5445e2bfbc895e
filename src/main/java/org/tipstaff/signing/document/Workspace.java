package org.tipstaff.signing.document;

import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.modifications.DefaultPdfDifferencesFinder;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.SigningResult;

/**
 * A directory of one call's own, gone when the call ends: large documents pass through files, not through memory, and no
 * temporary file may stay.
 */
public final class Workspace implements AutoCloseable {
    /** Above this a document's revision is kept in a file while it is worked on. */
    private static final long MEMORY = 32L << 20;

    private static final String PREFIX = "tipstaff-signing-";
    private static final Pattern OWNER = Pattern.compile(PREFIX + "([0-9]{1,18})-");

    private final Path directory;

    private Workspace(Path directory) {
        this.directory = directory;
    }

    /** On the same file system as the target, so that the result can be moved there in one step. */
    public static Workspace beside(Path target) throws IOException {
        Path parent = target.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException("A target is a file in a directory");
        }
        // Readable by this user only: createTempDirectory sees to that on POSIX systems.
        return new Workspace(Files.createTempDirectory(parent, ".signing"));
    }

    /** In the system's directory for temporary files. */
    public static Workspace temporary() throws IOException {
        return new Workspace(
                Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-"));
    }

    /** Removes what killed processes left in the system's directory. Called before any work begins. */
    public static void sweep() throws IOException {
        Path parent = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : left) {
                Matcher owner = OWNER.matcher(String.valueOf(directory.getFileName()));
                // Whatever else is called so is somebody's: only directories of this class name their process.
                if (owner.lookingAt() && !lives(Long.parseLong(owner.group(1)))) {
                    new Workspace(directory).close();
                }
            }
        }
    }

    /** Another copy of the portal may run on this machine: what it works on stays. */
    private static boolean lives(long pid) {
        return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    }

    /** Gives a finished document its name: after a power cut the target is whole or not there. */
    public SigningResult deliver(DSSDocument document, Path target, Instant at) throws IOException {
        Path complete = file("complete.pdf");
        document.save(complete.toString());
        try (FileChannel channel = FileChannel.open(complete, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        SigningResult result = new SigningResult(target, Sha256.of(complete), Files.size(complete), at);
        Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return result;
    }

    public Path file(String name) {
        return directory.resolve(name);
    }

    public PdfBoxNativeObjectFactory pdfObjects() {
        DefaultPdfDifferencesFinder differences = new DefaultPdfDifferencesFinder();
        // Comparing pictures of pages costs seconds a page; changed objects are found without it.
        differences.setMaximalPagesAmountForVisualComparison(0);
        PdfBoxNativeObjectFactory factory = new PdfBoxNativeObjectFactory();
        factory.setPdfDifferencesFinder(differences);
        factory.setPdfObjectModificationsFinder(new RevisionComparison());
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
