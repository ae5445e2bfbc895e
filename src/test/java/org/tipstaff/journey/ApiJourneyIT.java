package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.ApplicationResource;
import org.tipstaff.KeycloakResource;
import org.tipstaff.audit.AuditAction;
import org.tipstaff.audit.AuditReader;
import org.tipstaff.audit.Checkpoint;
import org.tipstaff.audit.ProofReader;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.disclosure.deliver.BagReader;
import org.tipstaff.disclosure.verify.OfflineVerification;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.TrustAnchors;
import org.tipstaff.signing.validation.SignatureReport;
import org.tipstaff.signing.validation.SignatureValidator;

/** One order from filing to a document that a stranger verifies, through the API, with everything real. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
@WithTestResource(KeycloakResource.class)
class ApiJourneyIT {
    @Inject
    DemonstrationLog log;

    @Inject
    SealedObjects objects;

    @Inject
    AuditReader audit;

    @Inject
    KeyStore keys;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String realm;

    private PortalClient portal = new PortalClient("", "");

    @BeforeEach
    void client() {
        portal = new PortalClient("http://localhost:" + port, realm);
    }

    @Test
    void an_order_is_filed_held_narrowed_approved_certified_disclosed_downloaded_audited_and_verified()
            throws Exception {
        SampleOrder order = log.order("01");
        String officer = order.filing().user();
        Terms asked = order.filing().terms();

        // 1-3: the officer files; the same call again does nothing; the rows are frozen before the answer.
        String key = UUID.randomUUID().toString();
        PortalClient.Answer filed =
                portal.file(officer, PortalClient.filing(order), order.pdf(), Map.of("Idempotency-Key", key));
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        String reference = filed.json().path("reference").asText();
        PortalClient.Answer again =
                portal.file(officer, PortalClient.filing(order), order.pdf(), Map.of("Idempotency-Key", key));
        assertThat(again.json().path("reference").asText()).isEqualTo(reference);
        assertThat(filed.json().path("status").asText()).isEqualTo("SUBMITTED");
        assertThat(filed.json().path("hold").path("state").asText()).isEqualTo("HELD");
        List<LogRecord> inTheLog = log.rows(asked);
        assertThat(inTheLog).as("the order's handle has rows").hasSizeGreaterThan(5);

        // 4-6: to another agency it does not exist; an officer cannot approve; a log writer sees nothing.
        assertThat(portal.get("officer2", "/api/v1/requests/" + reference).status())
                .isEqualTo(404);
        assertThat(portal.move(officer, reference, "APPROVE", Map.of("reason", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(portal.get("log-writer", "/api/v1/requests/" + reference).status())
                .isEqualTo(403);

        // 7-10: approved only by who claimed it; terms can only become narrower.
        assertThat(portal.move("reviewer", reference, "APPROVE", Map.of("reason", "x"))
                        .status())
                .as("not claimed yet")
                .isEqualTo(409);
        assertThat(portal.move("reviewer", reference, "CLAIM", Map.of()).status())
                .isEqualTo(200);
        assertThat(portal.move("reviewer2", reference, "CLAIM", Map.of()).status())
                .isEqualTo(409);
        assertThat(portal.move(
                                "reviewer",
                                reference,
                                "APPROVE",
                                Map.of("reason", "wider", "terms", Map.of("handles", List.of("+12025550199"))))
                        .status())
                .isEqualTo(422);

        // 11-12: two approvals at once: one wins.
        Map<String, ?> approval = Map.of(
                "reason",
                "The order names the capability query log only.",
                "terms",
                Map.of("logs", List.of("CAPABILITY_QUERY")));
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(
                () -> portal.move("reviewer", reference, "APPROVE", approval).status());
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(
                () -> portal.move("reviewer", reference, "APPROVE", approval).status());
        assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(200, 409);

        // 13-17: prepared by the portal; nothing is released before the certificate; only the custodian certifies.
        portal.await("custodian", reference, "PREPARED");
        assertThat(portal.get(officer, "/api/v1/requests/" + reference + "/disclosure")
                        .status())
                .isEqualTo(404);
        assertThat(portal.move("reviewer", reference, "CERTIFY", Map.of("certify", true))
                        .status())
                .isEqualTo(403);
        assertThat(portal.move("custodian", reference, "CERTIFY", Map.of()).status())
                .as("the statements are not confirmed")
                .isEqualTo(422);
        assertThat(portal.move("custodian", reference, "CERTIFY", Map.of("certify", true))
                        .status())
                .isEqualTo(200);
        assertThat(portal.move("custodian", reference, "CERTIFY", Map.of("certify", true))
                        .status())
                .as("a second signature")
                .isEqualTo(409);
        portal.await(officer, reference, "DISCLOSED");

        // 18-20: downloaded by the agency, not by another; the hash is the one that was recorded.
        PortalClient.Answer pdf = portal.get(officer, "/api/v1/requests/" + reference + "/disclosure/pdf");
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(portal.get("officer2", "/api/v1/requests/" + reference + "/disclosure/pdf")
                        .status())
                .isEqualTo(404);
        JsonNode facts = portal.get(officer, "/api/v1/requests/" + reference + "/disclosure")
                .json();
        Sha256 hash = Sha256.of(pdf.body());
        assertThat(StreamSupport.stream(facts.path("files").spliterator(), false)
                        .map(file -> file.path("sha256").asText()))
                .contains(hash.hex());

        // 21: a validator that knows nothing but the published certificate.
        SignatureValidator stranger = stranger();
        SignatureReport report = stranger.validate(pdf.body());
        assertThat(report.verdict()).as(report.problems().toString()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(report.coversWholeFile()).isTrue();

        // 22-23: the rows are what the log held in the granted terms; nothing of the other log is there.
        Terms granted = new Terms(
                asked.handles(), java.util.EnumSet.of(LogKind.CAPABILITY_QUERY), asked.direction(), asked.range());
        List<String> expected = inTheLog.stream()
                .filter(granted::allow)
                .map(ApiJourneyIT::line)
                .sorted()
                .toList();
        JsonNode twin = portal.get(officer, "/api/v1/requests/" + reference + "/disclosure/json")
                .json();
        List<String> produced = StreamSupport.stream(twin.path("rows").spliterator(), false)
                .map(ApiJourneyIT::line)
                .sorted()
                .toList();
        assertThat(produced).isEqualTo(expected).isNotEmpty();
        LogRecord outside = inTheLog.stream()
                .filter(row -> row.log() == LogKind.FACETIME_INVITATION)
                .findFirst()
                .orElseThrow();
        String csv = portal.get(officer, "/api/v1/requests/" + reference + "/disclosure/csv")
                .text();
        assertThat(csv).doesNotContain(outside.occurredAt().toString().replace("Z", ""));

        // 24-26: anybody can verify; one flipped byte is found by the portal and by the stranger.
        assertThat(portal.get(null, "/api/v1/verify/" + hash)
                        .json()
                        .path("verdict")
                        .asText())
                .isEqualTo("GENUINE");
        byte[] flipped = Arrays.copyOf(pdf.body(), pdf.body().length);
        flipped[flipped.length / 3] ^= 1;
        assertThat(portal.get(null, "/api/v1/verify/" + Sha256.of(flipped))
                        .json()
                        .path("verdict")
                        .asText())
                .isEqualTo("UNKNOWN");
        assertThat(stranger.validate(flipped).verdict()).isNotEqualTo(SignatureReport.Verdict.VALID);

        // 27: the audit log has the steps taken, in their order, and the refusals. The letter about what was not
        // granted,
        // and notices, come from the queue beside them.
        List<String> actions = new ArrayList<>();
        JsonNode entries = portal.get("auditor", "/api/v1/audit/entries?limit=200&request=" + reference)
                .json()
                .path("entries");
        entries.forEach(entry -> actions.add(0, entry.path("action").asText()));
        assertThat(actions).contains("NOTICE_SENT", "LETTER_ISSUED");
        Set<String> beside =
                Set.of("REQUEST_VIEWED", "PREVIEW_VIEWED", "ACCESS_REFUSED", "NOTICE_SENT", "LETTER_ISSUED");
        assertThat(actions.stream().filter(action -> !beside.contains(action)).toList())
                .startsWith(
                        "SUBMITTED",
                        "EXAMINED",
                        "HELD",
                        "CLAIMED",
                        "APPROVED",
                        "PREPARED",
                        "SIGNING_INTENDED",
                        "CERTIFIED",
                        "DISCLOSED")
                .contains("DOWNLOADED");
        assertThat(actions.stream().filter("ACCESS_REFUSED"::equals).count())
                .as("each refusal left an entry")
                .isGreaterThanOrEqualTo(7);
        assertThat(portal.get("officer2", "/api/v1/audit/entries").status()).isEqualTo(403);
    }

    @Test
    void all_files_come_in_one_bag_whose_manifest_fits_and_every_one_is_noted() throws Exception {
        SampleOrder order = log.order("03");
        String officer = order.filing().user();
        String reference = disclosed(order);
        String files = "/api/v1/requests/" + reference + "/disclosure/";
        String number = reference + "-D1";

        PortalClient.Answer zip = portal.get(officer, files + "zip");

        assertThat(zip.status()).as(zip.text()).isEqualTo(200);
        assertThat(zip.headers().get("content-type")).containsExactly("application/zip");
        assertThat(zip.headers().get("cache-control")).containsExactly("no-store");
        assertThat(zip.headers().get("content-disposition"))
                .containsExactly("attachment; filename=\"" + number + ".zip\"");
        assertThat(audit.entries(new AuditReader.Filter(reference, null, AuditAction.DOWNLOADED), Long.MAX_VALUE, 100))
                .as("PDF, CSV, JSON, spreadsheet")
                .hasSize(4);
        Map<String, byte[]> bag = BagReader.read(zip.body(), number);
        assertThat(bag.get("data/" + number + ".pdf"))
                .isEqualTo(portal.get(officer, files + "pdf").body());
        assertThat(bag.get("audit-proof.json"))
                .isEqualTo(portal.get(officer, files + "proof").body());
        assertThat(bag.get("data/LOG/" + number + "_IDS_QueryLogs.xlsx"))
                .isEqualTo(portal.get(officer, files + "xlsx").body());
        assertThat(portal.get(officer, files + "zip").body()).isEqualTo(zip.body());
        String stranger = officer.equals("officer") ? "officer2" : "officer";
        assertThat(portal.get(stranger, files + "zip").status()).isEqualTo(404);
        assertThat(portal.get("reviewer", files + "zip").status()).isEqualTo(403);

        PortalClient.Answer schema = portal.get(null, "/.well-known/tipstaff-disclosure.schema.json");
        assertThat(schema.status()).isEqualTo(200);
        assertThat(schema.json().path("$id").asText()).isEqualTo("urn:tipstaff:schema:disclosure:1");
    }

    @Test
    void a_stranger_proves_offline_that_a_disclosure_stands_in_the_audit_log() throws Exception {
        SampleOrder order = log.order("03");
        String officer = order.filing().user();
        String files = "/api/v1/requests/" + disclosed(order) + "/disclosure/";

        PortalClient.Answer answer = portal.get(officer, files + "proof");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        String proof = answer.text();
        byte[] pdf = portal.get(officer, files + "pdf").body();
        String key = portal.get(null, "/.well-known/tipstaff-audit-key.pem").text();
        assertThat(ProofReader.proves(proof, pdf, key)).isTrue();
        assertThat(offline(pdf, proof, key).lines())
                .startsWith("GENUINE")
                .anyMatch(line -> line.startsWith("Audit log: entry "))
                .anyMatch(line -> line.startsWith("Not checked: whether it was recalled"));
        assertThat(new String(
                        java.util.Base64.getDecoder()
                                .decode(answer.json()
                                        .path("proof")
                                        .path("entry")
                                        .asText()),
                        java.nio.charset.StandardCharsets.UTF_8))
                .as("names nobody of the staff, and no handle")
                .contains("\"actor\":\"system\"")
                .doesNotContainIgnoringCase("custodian", "reviewer", "@", "+1");
        assertThat(portal.get(null, "/.well-known/tipstaff-audit-checkpoint").text())
                .contains("/audit\n");

        JsonNode inner = answer.json().path("proof");
        for (String part : List.of(
                inner.path("entry").asText().substring(40, 60),
                inner.path("path").get(0).asText(),
                inner.path("path").get(inner.path("path").size() - 1).asText(),
                inner.path("checkpoint").asText().split("\n")[2],
                inner.path("checkpoint").asText().split(" ")[2].substring(20, 60))) {
            char other = part.charAt(7) == 'a' ? 'b' : 'a';
            String changed = proof.replace(part, part.substring(0, 7) + other + part.substring(8));
            assertThat(changed).isNotEqualTo(proof);
            assertThat(ProofReader.proves(changed, pdf, key)).as(part).isFalse();
            assertThat(offline(pdf, changed, key).verdict()).as(part).isEqualTo(OfflineVerification.Verdict.ALTERED);
        }
        String index = "\"index\" : " + inner.path("index").asLong();
        String moved =
                proof.replace(index, "\"index\" : " + (inner.path("index").asLong() - 1));
        assertThat(ProofReader.proves(moved, pdf, key)).isFalse();
        assertThat(offline(pdf, moved, key).verdict()).isEqualTo(OfflineVerification.Verdict.ALTERED);
        byte[] another = Arrays.copyOf(pdf, pdf.length + 1);
        assertThat(ProofReader.proves(proof, another, key)).isFalse();
        String others = "/api/v1/requests/" + disclosed(log.order("05")) + "/disclosure/";
        byte[] other =
                portal.get(log.order("05").filing().user(), others + "pdf").body();
        assertThat(offline(other, proof, key).lines())
                .startsWith("ALTERED")
                .contains("Problem: The proof is about another file than this one.");
        String otherKey = key.replaceFirst("MCowBQYDK2VwAyEA.{6}", "MCowBQYDK2VwAyEAAAAAAA");
        assertThat(offline(pdf, proof, otherKey).verdict()).isEqualTo(OfflineVerification.Verdict.ALTERED);

        assertThat(portal.get("auditor", files + "proof").text()).isEqualTo(proof);
        assertThat(portal.get("reviewer", files + "proof").status()).isEqualTo(403);
        String stranger = officer.equals("officer") ? "officer2" : "officer";
        assertThat(portal.get(stranger, files + "proof").status()).isEqualTo(404);
    }

    private OfflineVerification.Result offline(byte[] pdf, String proof, String key) throws Exception {
        java.nio.file.Path directory = java.nio.file.Files.createTempDirectory("offline");
        java.nio.file.Path document = java.nio.file.Files.write(directory.resolve("disclosure.pdf"), pdf);
        java.nio.file.Path file = java.nio.file.Files.writeString(directory.resolve("proof.json"), proof);
        byte[] pem = portal.get(null, "/.well-known/tipstaff-signing.pem").body();
        java.nio.file.Path certificates = java.nio.file.Files.write(directory.resolve("signing.pem"), pem);
        return new OfflineVerification(
                        TrustAnchors.fromFiles(List.of(certificates)).roots(), Clock.systemUTC())
                .of(
                        document,
                        new OfflineVerification.Proof(
                                file, Checkpoint.publicKey(key).orElseThrow()));
    }

    @Test
    void a_request_for_a_handle_without_rows_gets_a_signed_statement_of_absence() throws Exception {
        SampleOrder order = log.order("05");
        String reference = disclosed(order);

        PortalClient.Answer pdf =
                portal.get(order.filing().user(), "/api/v1/requests/" + reference + "/disclosure/pdf");

        assertThat(stranger().validate(pdf.body()).verdict()).isEqualTo(SignatureReport.Verdict.VALID);
        assertThat(portal.get(order.filing().user(), "/api/v1/requests/" + reference + "/disclosure")
                        .json()
                        .path("rows")
                        .asLong())
                .isZero();
        try (var document = org.apache.pdfbox.Loader.loadPDF(pdf.body())) {
            assertThat(new org.apache.pdfbox.text.PDFTextStripper().getText(document))
                    .containsIgnoringCase("no responsive records")
                    .contains("803(7)");
        }
    }

    @Test
    void a_heavy_handle_needs_a_second_reviewer_who_is_another_person() throws Exception {
        SampleOrder order = log.order("06");
        String reference = portal.file(order).json().path("reference").asText();
        portal.move("reviewer", reference, "CLAIM", Map.of());
        JsonNode approved = portal.move("reviewer", reference, "APPROVE", Map.of("reason", "checked"))
                .json();
        assertThat(approved.path("status").asText()).isEqualTo("SECOND_REVIEW");
        assertThat(portal.move("reviewer", reference, "CONFIRM", Map.of()).status())
                .isEqualTo(403);
        assertThat(portal.move("reviewer2", reference, "CONFIRM", Map.of()).status())
                .isEqualTo(200);
        portal.await("custodian", reference, "PREPARED");
    }

    @Test
    void what_is_withdrawn_is_destroyed_and_a_certificate_says_so() throws Exception {
        SampleOrder order = log.order("03");
        String reference = portal.file(order).json().path("reference").asText();
        assertThat(portal.move(order.filing().user(), reference, "WITHDRAW", Map.of("reason", "case closed"))
                        .status())
                .isEqualTo(200);
        long until = System.nanoTime() + 30_000_000_000L;
        String state = "";
        while (System.nanoTime() < until && !state.equals("DESTROYED")) {
            state = portal.get(order.filing().user(), "/api/v1/requests/" + reference)
                    .json()
                    .path("hold")
                    .path("state")
                    .asText();
        }
        assertThat(state).isEqualTo("DESTROYED");
        assertThat(portal.move("reviewer", reference, "CLAIM", Map.of()).status())
                .isEqualTo(409);
    }

    @Test
    void a_download_that_broke_off_goes_on_where_it_stopped() throws Exception {
        SampleOrder order = log.order("02", 82);
        String file = "/api/v1/requests/" + disclosed(order) + "/disclosure/pdf";
        String officer = order.filing().user();
        PortalClient.Answer whole = portal.get(officer, file);
        String tag = "\"" + Sha256.of(whole.body()).hex() + "\"";
        assertThat(whole.headers().get("etag")).containsExactly(tag);

        PortalClient.Answer rest = portal.get(officer, file, Map.of("Range", "bytes=1000-", "If-Range", tag));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 1000, whole.body().length));
        PortalClient.Answer part = portal.get(officer, file, Map.of("Range", "bytes=10-19"));
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 10, 20));
        assertThat(part.headers().get("content-range")).containsExactly("bytes 10-19/" + whole.body().length);

        assertThat(portal.get(officer, file, Map.of("Range", "bytes=10-", "If-Range", "\"other\""))
                        .body())
                .as("another file than the one that broke off")
                .isEqualTo(whole.body());
        assertThat(portal.get(officer, file, Map.of("Range", "bytes=99999999-")).status())
                .isEqualTo(416);
        assertThat(portal.get("officer2", file, Map.of("Range", "bytes=10-")).status())
                .as("of another agency")
                .isEqualTo(404);
    }

    @Test
    void what_was_prepared_and_is_withdrawn_leaves_no_file_and_no_key() throws Exception {
        SampleOrder order = log.order("03");
        String reference = portal.file(order).json().path("reference").asText();
        portal.move("reviewer", reference, "CLAIM", Map.of());
        portal.move("reviewer", reference, "APPROVE", Map.of("reason", "findings checked"));
        portal.await("custodian", reference, "PREPARED");
        KeyName key = new CaseReference(reference).key("disclosure");
        assertThat(objects.list("disclosure/" + reference + "/")).isNotEmpty();
        assertThat(keys.find(key)).isPresent();

        portal.move(order.filing().user(), reference, "WITHDRAW", Map.of("reason", "case closed"));

        long until = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < until
                && !objects.list("disclosure/" + reference + "/").isEmpty()) {
            Thread.sleep(100);
        }
        assertThat(objects.list("disclosure/" + reference + "/")).isEmpty();
        assertThat(keys.find(key)).isEmpty();
        assertThat(portal.get("auditor", "/api/v1/audit/entries?request=" + reference)
                        .text())
                .contains("DISCLOSURE_DESTROYED");
    }

    /** Files, approves and certifies. */
    private String disclosed(SampleOrder order) {
        PortalClient.Answer filed = portal.file(order);
        assertThat(filed.status()).as(filed.text()).isEqualTo(201);
        String reference = filed.json().path("reference").asText();
        portal.move("reviewer", reference, "CLAIM", Map.of());
        portal.move("reviewer", reference, "APPROVE", Map.of("reason", "findings checked"));
        portal.await("custodian", reference, "PREPARED");
        portal.move("custodian", reference, "CERTIFY", Map.of("certify", true));
        portal.await(order.filing().user(), reference, "DISCLOSED");
        return reference;
    }

    private SignatureValidator stranger() throws Exception {
        byte[] pem = portal.get(null, "/.well-known/tipstaff-signing.pem").body();
        List<X509Certificate> published =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        X509Certificate root = published.get(published.size() - 1);
        return new SignatureValidator(new TrustAnchors(List.of(root)), Clock.systemUTC());
    }

    private static String line(LogRecord row) {
        String target = row.target() == null ? "" : row.target().value();
        return String.join(
                "|",
                row.log().name(),
                row.occurredAt().toString(),
                row.source().value(),
                target,
                row.details().clientIp(),
                row.details().userAgent());
    }

    private static String line(JsonNode row) {
        return String.join(
                "|",
                row.path("log").asText(),
                java.time.Instant.parse(row.path("occurredAt").asText()).toString(),
                row.path("source").path("value").asText(),
                row.path("target").path("value").asText(""),
                row.path("clientIp").asText(),
                row.path("userAgent").asText());
    }
}
