package org.tipstaff.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogDetails;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.LogRecord;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filer;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.Process;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.Submission;

/** P6: how long an approval takes to be prepared and a certificate to be disclosed, in the running application. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class StepsBench {
    private static final int ROWS = 1_000;
    private static final int WARM_UP = 2;
    private static final int RUNS = 5;

    @Inject
    Submission submission;

    @Inject
    Filer filer;

    @Inject
    Holds holds;

    @Inject
    Moves moves;

    @Inject
    Requests requests;

    @Inject
    Disclosures disclosures;

    @Inject
    InvitationLog log;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    @Test
    void approve_to_prepared_and_certify_to_disclosed() throws Exception {
        double[][] seconds = new double[2][RUNS];
        long rows = 0;
        for (int run = -WARM_UP; run < RUNS; run++) {
            CaseReference reference = held(700 + run);
            Actor reviewer = staff("reviewer", Role.REVIEWER);
            moves.make(new MoveCommand(reference, Move.CLAIM, reviewer, ""));
            double prepared = seconds(
                    () -> moves.make(new MoveCommand(reference, Move.APPROVE, reviewer, "checked")),
                    () -> requests.get(reference).status() == Status.PREPARED);
            double disclosed = seconds(
                    () -> moves.make(new MoveCommand(
                            reference, Move.CERTIFY, staff("helen", Role.CUSTODIAN), "", null, true)),
                    () -> requests.get(reference).status() == Status.DISCLOSED);
            rows = disclosures.find(reference).orElseThrow().rows();
            if (run >= 0) {
                seconds[0][run] = prepared;
                seconds[1][run] = disclosed;
            }
        }
        print("APPROVE to PREPARED", rows, seconds[0], 1);
        print("CERTIFY to DISCLOSED", rows, seconds[1], 3);
    }

    private static void print(String what, long rows, double[] seconds, int goal) {
        Arrays.sort(seconds);
        System.out.printf(
                Locale.US,
                "P6 %-22s %,d rows: median %.2f s, %.2f to %.2f (goal %d)%n",
                what,
                rows,
                seconds[RUNS / 2],
                seconds[0],
                seconds[RUNS - 1],
                goal);
    }

    private Actor staff(String name, Role role) {
        return new Actor(name, name, "", Set.of(role), null, clock.instant());
    }

    private CaseReference held(int seed) throws Exception {
        SampleOrder order = SampleOrders.compose(clock, seed, UnaryOperator.identity()).stream()
                .filter(each -> each.slug().startsWith("01"))
                .findFirst()
                .orElseThrow();
        Terms terms = order.filing().terms();
        log.append("bench-" + terms.handles().get(0).value(), IntStream.range(0, ROWS).mapToObj(i -> row(terms, i)).iterator());
        Actor officer = new Actor(
                "officer", "Rosa Alvarez", "", Set.of(Role.OFFICER), order.filing().agency(), clock.instant());
        OrderDocument document =
                filer.receive(officer, "order.pdf", Files.write(directory.resolve("order.pdf"), order.pdf()));
        CaseReference reference = submission.submit(
                new Filing(new Process(order.filing().process(), "", ""), terms, document.id()), officer, null);
        await(() -> holds.progress(reference).state() == HoldState.HELD);
        return reference;
    }

    private static LogRecord row(Terms terms, int i) {
        Duration half = Duration.between(terms.range().from(), terms.range().to()).dividedBy(2);
        Instant at = terms.range().from().plus(half).truncatedTo(ChronoUnit.SECONDS).plusSeconds(i);
        return new LogRecord(
                LogKind.CAPABILITY_QUERY,
                at,
                terms.handles().get(0),
                new Handle(Handle.Kind.PHONE, "+1202555" + (1000 + i % 9000)),
                new LogDetails(
                        "203.0.113." + i % 256, "com.apple.madrid", i % 4, "[iOS,26.1,23B85]", "iPhone17,1", "26.1"));
    }

    private static double seconds(Runnable begin, BooleanSupplier done) throws InterruptedException {
        long from = System.nanoTime();
        begin.run();
        await(done);
        return (System.nanoTime() - from) / 1e9;
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        for (int i = 0; i < 12_000 && !done.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(done.getAsBoolean()).isTrue();
    }
}
