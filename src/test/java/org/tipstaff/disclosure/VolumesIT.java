package org.tipstaff.disclosure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.As;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.disclosure.deliver.BagReader;
import org.tipstaff.disclosure.verify.OfflineVerification;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;

/** A long disclosure on its whole way: filed, held, approved, prepared, certified, downloaded, verified by a stranger. */
@QuarkusTest
@WithTestResource(VolumesResource.class)
class VolumesIT {
    private static final int ROWS = 61;

    @Inject
    Passage passage;

    @Inject
    Disclosures disclosures;

    @Inject
    WritingProgress progress;

    @Inject
    DataSource database;

    @Inject
    InvitationLog log;

    @Inject
    Clock clock;

    @ConfigProperty(name = "tipstaff.signing.demonstration-directory")
    Path signing;

    @TempDir
    Path directory;

    @Test
    @As.Custodian
    void more_rows_than_one_document_takes_come_in_volumes_under_one_signature() throws Exception {
        CaseReference reference = disclosed(77, ROWS);
        Disclosure disclosure = disclosures.find(reference).orElseThrow();
        assertThat(disclosure.rows()).isEqualTo(ROWS);
        assertThat(disclosure.files())
                .extracting(file -> file.kind().name())
                .containsExactly("PDF", "CSV", "JSON", "XLSX", "VOLUME_2", "VOLUME_3", "VOLUME_4");
        assertThat(disclosure.files())
                .extracting(file -> file.entry().rows())
                .containsExactly(10L, 61L, 61L, 61L, 25L, 25L, 1L);

        String path = "/api/v1/requests/" + reference + "/disclosure/";
        Path first = directory.resolve("none");
        for (Disclosure.File file : disclosure.files()) {
            byte[] bytes = given().get(path + file.kind().path())
                    .then()
                    .statusCode(200)
                    .extract()
                    .asByteArray();
            assertThat(Sha256.of(bytes)).isEqualTo(file.entry().sha256());
            Path stored = Files.write(directory.resolve(file.entry().fileName()), bytes);
            first = file.kind().equals(FileKind.PDF) ? stored : first;
        }
        given().get(path + "volume-5").then().statusCode(404);
        given().get(path + "volume-1").then().statusCode(404);
        byte[] bag = given().get(path + "zip").then().statusCode(200).extract().asByteArray();
        assertThat(BagReader.read(bag, disclosure.number()).keySet()).anyMatch(name -> name.endsWith("-V4.pdf"));

        String second = disclosure.files().get(4).entry().sha256().hex();
        given().get("/api/v1/verify/" + second)
                .then()
                .statusCode(200)
                .body("verdict", Matchers.equalTo("GENUINE"))
                .body("part", Matchers.startsWith("Volume 2 of 4 of a disclosure."));

        OfflineVerification offline = new OfflineVerification(
                DemonstrationAuthority.open(signing, "Helen Marsh", clock).anchors(), clock);
        assertThat(offline.of(first).lines())
                .startsWith("GENUINE")
                .contains("Rows: 61 in the tables, 61 in the CSV file, 61 in the JSON file");
        Files.delete(directory.resolve(disclosure.files().get(5).entry().fileName()));
        assertThat(offline.of(first).lines()).startsWith("INCOMPLETE");
    }

    @Test
    @As.Custodian
    void who_waits_sees_how_many_rows_are_written_and_what_a_dead_process_noted_is_forgotten() throws Exception {
        CaseReference reference = disclosed(78, 0);
        QuarkusTransaction.requiringNew().run(() -> progress.note(reference, 2, 340_000, 1_000_000));
        assertThat(waits(reference)).isEqualTo("The files are being written, step 2: 340,000 of 1,000,000 rows.");
        try (var connection = database.getConnection();
                var age = connection.createStatement()) {
            age.execute("UPDATE disclosure_progress SET written_at = written_at - interval '2 minutes'");
        }
        assertThat(waits(reference)).isEmpty();
    }

    private String waits(CaseReference reference) {
        return disclosures.waits(reference);
    }

    private CaseReference disclosed(int seed, int count) throws Exception {
        SampleOrder order = passage.order("01", seed);
        Terms terms = order.filing().terms();
        List<LogRecord> rows =
                IntStream.range(0, count).mapToObj(i -> row(terms, i)).toList();
        log.append("volumes" + seed, rows.iterator());
        return passage.disclosed(passage.claimed(order));
    }

    private static LogRecord row(Terms terms, int i) {
        return new LogRecord(
                LogKind.CAPABILITY_QUERY,
                middle(terms).plusSeconds(i),
                terms.handles().get(0),
                new Handle(Handle.Kind.PHONE, "+1202555" + (1000 + i)),
                new LogDetails("203.0.113." + i, "com.apple.madrid", i % 4, "[iOS,26.1,23B85]", "iPhone17,1", "26.1"));
    }

    /** Well within the terms and within retention. */
    private static Instant middle(Terms terms) {
        Duration half =
                Duration.between(terms.range().from(), terms.range().to()).dividedBy(2);
        return terms.range().from().plus(half).truncatedTo(ChronoUnit.SECONDS);
    }
}
