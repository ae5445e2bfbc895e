package org.tipstaff;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tipstaff.disclosure.OfflineVerification;
import org.tipstaff.signing.SigningException;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.time.ClockProducer;

/**
 * {@code verify FILE.pdf --certificate CERTIFICATES.pem}: judges a disclosure with nothing but the provider's published
 * certificates; no server, no database, no secrets, no network. Exit codes: 0 genuine, 1 altered, 2 unknown or not run, 3 genuine
 * with files of the disclosure missing.
 */
final class VerifyCommand {
    private static final int NOT_RUN = 2;
    private static final String USAGE = "Usage: verify FILE.pdf --certificate tipstaff-signing.pem\n"
            + "The certificate is published by the provider at /.well-known/tipstaff-signing.pem.";

    private VerifyCommand() {}

    static int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 3 || !arguments.get(1).equals("--certificate")) {
            out.println(USAGE);
            return NOT_RUN;
        }
        Path pdf = Path.of(arguments.get(0));
        Path certificates = Path.of(arguments.get(2));
        for (Path file : List.of(pdf, certificates)) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                out.println("There is no file that can be read at " + file + ".");
                return NOT_RUN;
            }
        }
        try {
            TrustAnchors anchors = TrustAnchors.fromFiles(List.of(certificates)).roots();
            if (anchors.certificates().isEmpty()) {
                out.println("Nothing was checked. There is no root certificate in the file of certificates.");
                return NOT_RUN;
            }
            OfflineVerification.Result result = new OfflineVerification(anchors, new ClockProducer().clock()).of(pdf);
            result.lines().forEach(out::println);
            return result.verdict().exitCode();
        } catch (SigningException e) {
            out.println("Nothing was checked. " + e.getMessage() + ".");
            return NOT_RUN;
        }
    }
}
