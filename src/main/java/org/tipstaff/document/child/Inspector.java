package org.tipstaff.document.child;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.tipstaff.document.DocumentSignature;
import org.tipstaff.document.Inspection;
import org.tipstaff.document.InspectionCodec;
import org.tipstaff.document.PageSize;
import org.tipstaff.document.PageText;
import org.tipstaff.document.RefusalReason;

/**
 * The child process: opens one document and writes what is in it. Arguments: the document, the directory to write to,
 * the present time in milliseconds since 1970, and optionally where the trusted certificates lie.
 *
 * <p>Writes {@code started} when it runs, then {@code result} ({@link InspectionCodec}) and {@code page-<n>.png}. Says
 * nothing on its output: what a library might print there is text of the order.
 */
public final class Inspector {
    private final Path pdf;
    private final Path directory;
    private final SignatureJudge judge;

    private Inspector(Path pdf, Path directory, SignatureJudge judge) {
        this.pdf = pdf;
        this.directory = directory;
        this.judge = judge;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        TrustedCertificates trusted =
                arguments.length > 3 ? TrustedCertificates.at(Path.of(arguments[3])) : TrustedCertificates.none();
        Instant now = Instant.ofEpochMilli(Long.parseLong(arguments[2]));
        Inspector inspector = new Inspector(Path.of(arguments[0]), directory, new SignatureJudge(trusted, now));
        Files.createFile(directory.resolve("started"));
        Inspection inspection = inspector.inspect();
        Path unfinished = directory.resolve("result.part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
            InspectionCodec.write(inspection, out);
        }
        Files.move(unfinished, directory.resolve("result"));
    }

    private Inspection inspect() {
        try {
            FileShape.check(pdf);
            return open();
        } catch (Refused e) {
            return Inspection.refused(e.reason());
        } catch (InvalidPasswordException e) {
            return Inspection.refused(RefusalReason.ENCRYPTED);
        } catch (StackOverflowError e) {
            return Inspection.refused(RefusalReason.NESTED_TOO_DEEP);
        } catch (IOException | RuntimeException e) {
            return Inspection.refused(RefusalReason.BROKEN);
        }
    }

    private Inspection open() throws IOException {
        FontMappers.set(new BundledFont());
        StreamSizes streams = new StreamSizes();
        // What opens without a password is read, whatever its maker forbids to do with it: nobody here changes it.
        try (PDDocument document = StrictParser.load(new RandomAccessReadBufferedFile(pdf.toFile()), streams)) {
            Parts.check(document, streams);
            List<PageSize> sizes = PageTree.check(document);
            Words words = new Words();
            List<PageText> texts = new ArrayList<>();
            for (int page = 1; page <= sizes.size(); page++) {
                texts.add(words.of(document, page));
            }
            DocumentSignature signature = judge.judge(pdf, document);
            FieldPictures.complete(document);
            PagePictures pictures = new PagePictures(document, streams, directory);
            for (int page = 1; page <= sizes.size(); page++) {
                pictures.draw(page, sizes.get(page - 1));
            }
            boolean imageOnly = texts.stream().allMatch(text -> text.words().isEmpty());
            return new Inspection(Optional.empty(), sizes, texts, imageOnly, signature);
        }
    }
}
