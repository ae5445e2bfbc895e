package org.tipstaff.request;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Agency;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.request.receipt.Submission;
import org.tipstaff.work.WorkStep;

/** Files letters and orders for tests in which time passes, and does the queued work at once. */
@ApplicationScoped
class LifeTimeFixture {
    static final Handle HANDLE = Handle.parse(SampleOrders.LIGHT);
    static final Handle OTHER = Handle.parse("d.marchetti@example.com");

    private static final Agency AGENCY =
            new Agency("bar-field-office", "Bureau of Alternate Records", Agency.Kind.FEDERAL, "US");
    private static final Agency ELSEWHERE =
            new Agency("dune-field-office", "Bureau of Dunes", Agency.Kind.FEDERAL, "US");

    private final Submission submission;
    private final OrderIntake intake;
    private final InvitationLog log;
    private final List<WorkStep> steps;
    private final DataSource database;
    private final Clock clock;

    LifeTimeFixture(
            Submission submission,
            OrderIntake intake,
            InvitationLog log,
            @All List<WorkStep> steps,
            DataSource database,
            Clock clock) {
        this.submission = submission;
        this.intake = intake;
        this.log = log;
        this.steps = steps;
        this.database = database;
        this.clock = clock;
    }

    Actor officer() {
        return actor("officer", Role.OFFICER, AGENCY);
    }

    Actor officerElsewhere() {
        return actor("officer-elsewhere", Role.OFFICER, ELSEWHERE);
    }

    Actor reviewer() {
        return actor("reviewer", Role.REVIEWER, null);
    }

    private Actor actor(String id, Role role, @Nullable Agency agency) {
        return new Actor(id, id, "", Set.of(role), agency, clock.instant());
    }

    /** A row of the handle in the log. */
    LogRecord row(Instant at, Handle source) {
        LogRecord row = new LogRecord(
                LogKind.CAPABILITY_QUERY,
                at.truncatedTo(ChronoUnit.MICROS),
                source,
                Handle.parse("kestrel@example.com"),
                new LogDetails("192.0.2.7", "com.apple.madrid", 1, "Device/1.0", "Phone1,1", ""));
        log.append(UUID.randomUUID().toString(), List.of(row).iterator());
        return row;
    }

    Terms terms(Instant from, Instant to, Handle... handles) {
        return new Terms(
                List.of(handles), EnumSet.of(LogKind.CAPABILITY_QUERY), Direction.BY_SOURCE, new TimeRange(from, to));
    }

    CaseReference file(Instrument instrument, Terms terms, @Nullable CaseReference letter) throws IOException {
        return file(instrument, terms, letter, officer());
    }

    /** Files and freezes. */
    CaseReference file(Instrument instrument, Terms terms, @Nullable CaseReference letter, Actor officer)
            throws IOException {
        Path pdf = Files.createTempFile("tipstaff-order", ".pdf");
        try {
            SampleOrder order =
                    SampleOrders.compose(clock, 5, UnaryOperator.identity()).get(1);
            Files.write(pdf, order.pdf());
            UUID document = intake.receive(officer, "order.pdf", pdf).id();
            LegalProcess printed = order.filing().process();
            LegalProcess legal = new LegalProcess(
                    instrument,
                    printed.court(),
                    printed.judge(),
                    printed.docket(),
                    printed.issuedOn(),
                    null,
                    printed.attested());
            Filing filing = new Filing(new ServedProcess(legal, "", ""), terms, document, letter);
            CaseReference reference = submission.submit(filing, officer, Submission.Origin.ANY);
            work("hold", reference);
            return reference;
        } finally {
            Files.delete(pdf);
        }
    }

    /** Does a step now: the queue itself goes by the machine's clock. */
    void work(String step, CaseReference subject) throws IOException {
        for (WorkStep one : steps) {
            if (one.name().equals(step)) {
                try {
                    one.run(subject.value());
                } catch (Exception e) {
                    throw new IOException(e);
                }
            }
        }
    }

    /** Whether a step waits in the queue. */
    boolean queued(String step, CaseReference subject) throws SQLException {
        return number("SELECT count(*) FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?", step, subject)
                == 1;
    }

    private long number(String sql, String step, CaseReference subject) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, step);
            select.setString(2, subject.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
