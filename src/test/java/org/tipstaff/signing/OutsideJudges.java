package org.tipstaff.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Programs that are not ours, which judge a signed document as a stranger would. */
public final class OutsideJudges {
    private OutsideJudges() {}

    /** veraPDF finds nothing against the flavour. */
    public static void verapdf(Path signed, PDFAFlavour flavour) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        try (InputStream in = Files.newInputStream(signed);
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.getTestAssertions().stream()
                            .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                            .map(assertion -> assertion.getRuleId().getClause() + ": " + assertion.getMessage() + " at "
                                    + assertion.getLocation().getContext())
                            .limit(10))
                    .isEmpty();
            assertThat(result.isCompliant()).isTrue();
            assertThat(result.getTotalAssertions()).isGreaterThan(100);
        }
    }

    /** qpdf finds the structure sound; skipped where it is not installed. */
    public static void qpdf(Path signed) throws Exception {
        assertThat(output("qpdf", "--check", signed.toString())).contains("No syntax or stream encoding errors found");
    }

    /** pdfsig of poppler finds the signature valid; skipped where it is not installed. */
    public static void pdfsig(Path signed, String certified) throws Exception {
        assertThat(output("pdfsig", signed.toString()))
                .contains("Signature is Valid", certified)
                .doesNotContain("Digest Mismatch", "Signature is Invalid");
    }

    private static String output(String tool, String... arguments) throws Exception {
        Path program = Path.of("/usr/bin", tool);
        Assumptions.assumeTrue(Files.isExecutable(program), tool + " is not installed");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path text = Files.createTempFile("tipstaff-judge", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(text.toFile())
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return Files.readString(text);
        } finally {
            Files.delete(text);
        }
    }
}
