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
import org.tipstaff.request.receipt.OrderIntake;
import org.tipstaff.request.Filing;
import org.tipstaff.request.Move;
import org.tipstaff.request.MoveCommand;
import org.tipstaff.request.Moves;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.request.receipt.Submission;

/** P6: how long an approval takes to be prepared and a certificate to be disclosed, in the running application. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class StepsBench {
    private static final int ROWS = 1_000;
    private static final int WARM_UP = 2;
    private static final int RUNS = 5;

    @Inject
    Passage passage;

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

    @Test
    void approve_to_prepared_and_certify_to_disclosed() throws Exception {
        double[][] seconds = new double[2][RUNS];
        long rows = 0;
        for (int run = -WARM_UP; run < RUNS; run++) {
            CaseReference reference = claimed(700 + run);
            double prepared = seconds(
                    () -> moves.make(new MoveCommand(reference, Move.APPROVE, passage.reviewer(), "checked")),
                    () -> requests.get(reference).status() == Status.PREPARED);
            double disclosed = seconds(
                    () -> passage.certify(reference),
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

    private CaseReference claimed(int seed) throws Exception {
        SampleOrder order = passage.order("01", seed);
        Terms terms = order.filing().terms();
        log.append(
                "bench-" + terms.handles().get(0).value(),
                IntStream.range(0, ROWS).mapToObj(i -> row(terms, i)).iterator());
        return passage.claimed(order);
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
