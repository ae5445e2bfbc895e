import client.ApiClient;
import client.ApiException;
import client.api.AuditApi;
import client.api.DisclosureApi;
import client.api.LogApi;
import client.api.RequestsApi;
import client.api.VerifyApi;
import client.model.Answer;
import client.model.Appended;
import client.model.DisclosedFile;
import client.model.Disclosure;
import client.model.Filing;
import client.model.LogKind;
import client.model.LogLine;
import client.model.Move;
import client.model.MoveAsked;
import client.model.Problem;
import client.model.Request;
import client.model.Status;
import client.model.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * What programs do with a client that is generated from the description of the API. It is compiled together with that
 * client by {@code GeneratedClientIT}, and knows nothing of the portal's own classes.
 */
public final class ClientUse implements Callable<Map<String, String>> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = ApiClient.createDefaultObjectMapper()
            // Whatever the portal answers is described.
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);

    private final String portal;
    private final UnaryOperator<String> tokens;
    private final String filing;
    private final Path order;

    /**
     * @param portal address, without a slash at its end
     * @param tokens bearer token of a user
     * @param filing as JSON
     * @param order the document, a PDF
     */
    public ClientUse(String portal, UnaryOperator<String> tokens, String filing, Path order) {
        this.portal = portal;
        this.tokens = tokens;
        this.filing = filing;
        this.order = order;
    }

    /** The generator's library for {@code java.net.http} writes a part of a multipart body by its {@code toString()}. */
    public static final class FilingPart extends Filing {
        @Override
        public String toString() {
            try {
                return JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private ApiClient anybody() {
        ApiClient client = new ApiClient();
        client.updateBaseUri(portal);
        client.setObjectMapper(JSON);
        return client;
    }

    private ApiClient as(String user) {
        ApiClient client = anybody();
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + tokens.apply(user)));
        return client;
    }

    @Override
    public Map<String, String> call() throws Exception {
        Map<String, String> found = new HashMap<>();
        FilingPart asked = JSON.readValue(filing, FilingPart.class);
        found.put("appended", ingest(asked));
        String reference = file(asked);
        found.put("reference", reference);
        found.put("refused", refused(reference));
        decide(reference);
        certify(reference);
        download(reference, found);
        found.put(
                "entries",
                Long.toString(new AuditApi(as("auditor")).readAuditCheckpoint().getSize()));
        return found;
    }

    private String ingest(Filing asked) throws ApiException, JsonProcessingException {
        OffsetDateTime at = asked.getTerms().getTo().minusHours(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append(JSON.writeValueAsString(new LogLine()
                            .log(LogKind.CAPABILITY_QUERY)
                            .occurredAt(at.plusSeconds(i))
                            .sourceHandle(asked.getTerms().getHandles().get(0))
                            .targetHandle("+12025550177")
                            .clientIp("192.0.2.7")))
                    .append('\n');
        }
        LogApi log = new LogApi(as("log-writer"));
        String key = UUID.randomUUID().toString();
        Appended first = log.appendLogRecords(lines.toString(), null, key);
        Appended again = log.appendLogRecords(lines.toString(), null, key);
        if (first.getRepeated() || !again.getRepeated()) {
            throw new IllegalStateException("A key is for one batch");
        }
        return first.getAccepted() + " of " + (first.getAccepted() + first.getRejected());
    }

    private String file(FilingPart asked) throws ApiException {
        RequestsApi officer = new RequestsApi(as("officer"));
        Request filed = officer.fileRequest(asked, order.toFile(), UUID.randomUUID().toString());
        Request read = officer.readRequest(filed.getReference());
        if (read.getStatus() != Status.SUBMITTED || !read.getTerms().getHandles().equals(asked.getTerms().getHandles())) {
            throw new IllegalStateException("It is not what was filed");
        }
        return filed.getReference();
    }

    private String refused(String reference) throws JsonProcessingException {
        try {
            new RequestsApi(as("officer")).makeMove(reference, new MoveAsked().move(Move.APPROVE), null);
            return "";
        } catch (ApiException e) {
            Problem problem = JSON.readValue(e.getResponseBody(), Problem.class);
            return e.getCode() + " " + problem.getType().getValue();
        }
    }

    private void decide(String reference) throws ApiException, InterruptedException {
        RequestsApi reviewer = new RequestsApi(as("reviewer"));
        Request claimed = reviewer.makeMove(reference, new MoveAsked().move(Move.CLAIM), null);
        Map<String, Answer> answers = new HashMap<>();
        claimed.getFindings().stream()
                .filter(finding -> finding.getVerdict() != Verdict.PASS)
                .forEach(finding -> answers.put(finding.getCode(), Answer.ACCEPT));
        reviewer.makeMove(
                reference,
                new MoveAsked()
                        .move(Move.APPROVE)
                        .reason("The order names this.")
                        .answers(answers),
                UUID.randomUUID().toString());
        await(reference, Status.PREPARED);
    }

    private void certify(String reference) throws ApiException, IOException, InterruptedException {
        File prepared = new DisclosureApi(as("custodian")).downloadPrepared("pdf", reference);
        if (Files.size(prepared.toPath()) == 0) {
            throw new IllegalStateException("Nothing was prepared");
        }
        new RequestsApi(as("custodian"))
                .makeMove(reference, new MoveAsked().move(Move.CERTIFY).certify(true), null);
        await(reference, Status.DISCLOSED);
    }

    private void download(String reference, Map<String, String> found) throws Exception {
        DisclosureApi officer = new DisclosureApi(as("officer"));
        Disclosure disclosure = officer.readDisclosure(reference);
        byte[] pdf = Files.readAllBytes(officer.downloadDisclosurePdf(reference).toPath());
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(pdf));
        DisclosedFile described = disclosure.getFiles().stream()
                .filter(file -> file.getKind().equals("pdf"))
                .findFirst()
                .orElseThrow();
        if (!described.getSha256().equals(sha256)) {
            throw new IllegalStateException("It is not the file that is described");
        }
        found.put("rows", Long.toString(disclosure.getRows()));
        found.put("sha256", sha256);
        found.put(
                "verdict",
                new VerifyApi(anybody())
                        .verifyFingerprint(sha256)
                        .getVerdict()
                        .getValue());
    }

    private void await(String reference, Status status) throws ApiException, InterruptedException {
        RequestsApi officer = new RequestsApi(as("officer"));
        Instant until = Instant.now().plus(PATIENCE);
        while (officer.readRequest(reference).getStatus() != status) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(reference + " is not " + status);
            }
            Thread.sleep(200);
        }
    }
}
