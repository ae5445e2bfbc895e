package org.tipstaff.journey;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.tipstaff.demo.LogGenerator;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.signing.demonstration.DemonstrationAuthority;

/** The known handles' month of log and the sample orders, for journeys in this application. */
@ApplicationScoped
class DemonstrationLog {
    private final InvitationLog log;
    private final Clock clock;
    private final Path signing;
    private final Path courts;
    private @Nullable List<SampleOrder> orders;

    DemonstrationLog(
            InvitationLog log,
            Clock clock,
            @ConfigProperty(name = "tipstaff.signing.demonstration-directory") Path signing,
            @ConfigProperty(name = "tipstaff.documents.trusted-certificates") Path courts) {
        this.log = log;
        this.clock = clock;
        this.signing = signing;
        this.courts = courts;
    }

    /** Loads the log once, and composes the orders. */
    synchronized List<SampleOrder> load() throws IOException {
        List<SampleOrder> known = orders;
        if (known == null) {
            new LogGenerator(log, clock, new LogGenerator.Plan(1, 0)).run((there, total) -> {});
            known = compose(1);
            orders = known;
        }
        return known;
    }

    /** Orders that differ from those of every other seed, for tests that must be the first to file theirs. */
    List<SampleOrder> compose(long seed) throws IOException {
        DemonstrationAuthority authority = DemonstrationAuthority.open(signing, "Helen Marsh", clock);
        Files.createDirectories(courts);
        Files.writeString(courts.resolve("courts.pem"), authority.courtRootPem());
        return SampleOrders.compose(clock, seed, authority::signAsCourt);
    }

    SampleOrder order(String slug) throws IOException {
        return find(load(), slug);
    }

    /** An order that no other test has filed. */
    SampleOrder order(String slug, long seed) throws IOException {
        load();
        return find(compose(seed), slug);
    }

    private static SampleOrder find(List<SampleOrder> orders, String slug) {
        return orders.stream()
                .filter(order -> order.slug().startsWith(slug))
                .findFirst()
                .orElseThrow();
    }

    /** What the log itself holds for terms, read without the portal. */
    List<LogRecord> rows(Terms terms) throws IOException {
        List<LogRecord> rows = new ArrayList<>();
        log.read(terms.toSearch(), clock.instant(), rows::add);
        return rows;
    }
}
