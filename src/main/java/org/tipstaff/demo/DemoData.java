package org.tipstaff.demo;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;

/** What makes the demonstration worth a look, brought in once the application runs; ready when all of it is there. */
@ApplicationScoped
public class DemoData {
    private static final long SEED = 1;

    private final InvitationLog log;
    private final Clock clock;
    private volatile String missing = "";

    public DemoData(InvitationLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Demonstration.running().ifPresent(demonstration -> {
            missing = "the application is starting";
            Thread thread = new Thread(() -> prepare(demonstration), "demonstration data");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** What is not there yet, in a few words; empty when everything is, and outside of the demonstration. */
    String missing() {
        return missing;
    }

    private void prepare(Demonstration demonstration) {
        Progress progress = demonstration.progress();
        try {
            missing = "the log is being loaded";
            loadLog(progress);
            missing = "the sample orders are being written";
            writeOrders(demonstration);
            progress.say("The sample orders are written");
            missing = "Keycloak is starting";
            awaitKeycloak(demonstration);
            progress.say("Keycloak is there");
            warmUp(demonstration);
            missing = "";
            progress.say("Ready");
            progress.show(DemonstrationTable.of(demonstration.place()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            missing = "the demonstration did not come up";
            progress.say("The demonstration did not come up: " + e.getMessage());
        }
    }

    /** A month of log, through the real ingest path; a second start adds only the hours that have passed. */
    private void loadLog(Progress progress) {
        long rows = Long.getLong("tipstaff.demo.rows", LogGenerator.Plan.DEFAULT_ROWS);
        progress.say("Loading the log: %,d rows of the last 30 days".formatted(rows));
        long appended = new LogGenerator(log, clock, new LogGenerator.Plan(SEED, rows))
                .run((there, total) -> progress.update("  %,d of %,d rows".formatted(there, total)));
        progress.say("The log is there; %,d rows were added".formatted(appended));
    }

    /** Fictional orders to file, and the certificate under which one of them is signed. */
    private void writeOrders(Demonstration demonstration) throws IOException {
        Path directory = demonstration.place().directory();
        DemonstrationAuthority authority =
                DemonstrationAuthority.open(directory.resolve("signing"), "Helen Marsh", clock);
        Path courts = Files.createDirectories(directory.resolve("courts"));
        Files.writeString(courts.resolve("fictional-courts.pem"), authority.courtRootPem());
        SampleOrders.writeTo(directory.resolve("orders"), SampleOrders.compose(clock, SEED, authority::signAsCourt));
    }

    private static void awaitKeycloak(Demonstration demonstration) throws InterruptedException {
        while (!demonstration.keycloak().isReady()) {
            if (!demonstration.keycloak().isAlive()) {
                throw new IllegalStateException(
                        "Keycloak has stopped; " + demonstration.place().keycloakHome() + "/keycloak.log says why.");
            }
            Thread.sleep(250);
        }
    }

    /** The first sign-in would otherwise wait for the discovery of the provider. */
    private static void warmUp(Demonstration demonstration) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(demonstration.place().url() + "/sign-in"))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
}
