package org.tipstaff.disclosure.verify;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.tipstaff.disclosure.Disclosure;
import org.tipstaff.disclosure.DisclosureObjects;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.disclosure.Passage;
import org.tipstaff.disclosure.SigningResource;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/** A stranger with a file: what is said of it is true of that very file. */
@QuarkusTest
@WithTestResource(SigningResource.class)
class VerificationIT {
    @Inject
    Passage passage;

    @Inject
    Disclosures disclosures;

    @Inject
    DisclosureObjects objects;

    @Inject
    Verification verification;

    @Inject
    DataSource database;

    @Test
    void a_file_without_a_signature_of_its_own_is_not_said_to_have_one() throws Exception {
        CaseReference reference = passage.disclosed("01");
        for (FileKind kind : new FileKind[] {FileKind.CSV, FileKind.JSON, FileKind.XLSX}) {
            Verification.Answer answer = verification.verify(hash(reference, kind));
            assertThat(answer.verdict()).isEqualTo(Verification.Verdict.GENUINE);
            assertThat(answer.part()).contains("the " + kind.name() + " file", "no signature of its own");
            assertThat(answer.next()).doesNotContain("signature inside").contains("signed PDF");
            assertThat(answer.signedAt()).isNotNull();
        }
        Verification.Answer pdf = verification.verify(hash(reference, FileKind.PDF));
        assertThat(pdf.part()).isEmpty();
        assertThat(pdf.next()).contains("signature inside");
    }

    /** Before the files of a disclosure named it, those without a row were alike. */
    @Test
    void of_a_file_that_several_disclosures_have_no_time_is_told_and_one_recall_is_enough() throws Exception {
        CaseReference one = passage.disclosed("01");
        CaseReference other = passage.disclosed(passage.claimed(passage.order("01", 32)));
        Sha256 shared = hash(one, FileKind.CSV);
        change("UPDATE disclosure_file SET sha256 = '" + shared.hex() + "' WHERE kind = 'CSV' AND reference = '" + other
                + "'");

        Verification.Answer both = verification.verify(shared);
        assertThat(both.verdict()).isEqualTo(Verification.Verdict.GENUINE);
        assertThat(both.part()).contains("belong to 2 disclosures");
        assertThat(both.signedAt()).isNull();
        assertThat(both.signedBy()).isNull();

        passage.recall(one, "It is wrong.");

        Verification.Answer recalled = verification.verify(shared);
        assertThat(recalled.verdict()).isEqualTo(Verification.Verdict.RECALLED);
        assertThat(recalled.part()).contains("at least one was recalled");
        assertThat(recalled.recalledAt()).isNull();
        assertThat(verification.verify(hash(one, FileKind.JSON)).verdict()).isEqualTo(Verification.Verdict.RECALLED);
    }

    @Test
    void an_altered_file_is_said_to_be_altered_and_one_that_never_was_ours_is_not() throws Exception {
        CaseReference reference = passage.disclosed("01");
        byte[] pdf;
        try (var in = QuarkusTransaction.requiringNew().call(() -> {
            Disclosure disclosure = disclosures.find(reference).orElseThrow();
            return objects.open(
                    disclosure.edition(),
                    disclosure.file(FileKind.PDF).orElseThrow().object());
        })) {
            pdf = in.readAllBytes();
        }
        sent(pdf).body(containsString("Genuine"));
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        byte[] withoutArchiveStamp = Arrays.copyOf(pdf, text.lastIndexOf("%%EOF", pdf.length - 10) + 6);
        byte[] longer = Arrays.copyOf(pdf, pdf.length + 1);
        byte[] changed = pdf.clone();
        changed[pdf.length / 3] ^= 1;
        for (byte[] altered : List.of(changed, withoutArchiveStamp, longer)) {
            sent(altered)
                    .body("html.body.**.find { it.name() == 'h1' }.text()", equalTo("Altered"))
                    .body(containsString("carries a signature of the provider"))
                    .body(containsString("changed, added or cut off"));
        }
        byte[] unfinished = Arrays.copyOf(pdf, 5_000);
        for (byte[] theirs : List.of("%PDF-".getBytes(StandardCharsets.US_ASCII), bomb(), unfinished)) {
            sent(theirs)
                    .body("html.body.**.find { it.name() == 'h1' }.text()", equalTo("Altered or unknown"))
                    .body(not(containsString("carries a signature of the provider")))
                    .body(containsString("No signature of the provider was found"));
        }
    }

    /** The browser sends the fingerprint only, and of that nobody can say more than that it is not known. */
    @Test
    void of_an_unknown_fingerprint_the_file_is_asked_for() {
        post("sha256", Sha256.of("x".getBytes(StandardCharsets.US_ASCII)).hex())
                .body(containsString("Altered or unknown"))
                .body(containsString("name=\"file\""))
                .body(containsString("unpack it and verify the PDF in its folder data/"));
    }

    /** A few kilobytes that a PDF library makes hundreds of megabytes of. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.7\n1 0 obj<</Type/ObjStm/N 1000000/First 8/Filter/FlateDecode/Length 900000>>stream\n"
                .getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream out = new DeflaterOutputStream(file, new Deflater(9))) {
            byte[] dictionaries = "<<>>".repeat(250_000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 40; i++) {
                out.write(dictionaries);
            }
        }
        file.writeBytes("\nendstream endobj\nstartxref\n9\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
        return file.toByteArray();
    }

    private static ValidatableResponse sent(byte[] file) {
        var page = given().get("/verify");
        return given().cookies(page.cookies())
                .multiPart("form-token", token(page.asString()))
                .multiPart("file", "file.pdf", file, "application/pdf")
                .post("/verify")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse post(String field, String value) {
        var page = given().get("/verify");
        return given().cookies(page.cookies())
                .multiPart("form-token", token(page.asString()))
                .multiPart(field, value)
                .post("/verify")
                .then()
                .statusCode(200)
                .body(notNullValue());
    }

    private static String token(String page) {
        String before = "name=\"form-token\" value=\"";
        int at = page.indexOf(before) + before.length();
        return page.substring(at, page.indexOf('"', at));
    }

    private Sha256 hash(CaseReference reference, FileKind kind) {
        return disclosures
                .find(reference)
                .orElseThrow()
                .file(kind)
                .orElseThrow()
                .entry()
                .sha256();
    }

    private void change(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
