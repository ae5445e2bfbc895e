package org.tipstaff.request.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tipstaff.ApplicationResource;
import org.tipstaff.demo.orders.SampleOrder;
import org.tipstaff.demo.orders.SampleOrders;
import org.tipstaff.document.OrderDocument;
import org.tipstaff.identity.Actor;
import org.tipstaff.identity.Role;
import org.tipstaff.invitation.PurgedMeanwhile;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Filing;
import org.tipstaff.request.NewRequest;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.web.Problem;

/** Retention destroys a day between the instant of receipt and its pin: the receipt is made anew, or nothing is. */
@QuarkusTest
@WithTestResource(ApplicationResource.class)
class SubmissionIT {
    @Inject
    Submission submission;

    @Inject
    OrderIntake intake;

    @Inject
    Clock clock;

    @TempDir
    Path directory;

    /** As if retention ran between the instant and the pin of each of the first receipts. */
    private static class Overtaken extends RequestCreation {
        private final int times;
        private final List<Instant> receivedAt = new ArrayList<>();

        @SuppressWarnings("NullAway") // nothing of the real one is used
        Overtaken(int times) {
            super(null, null, null, null, null, null, null, null);
            this.times = times;
        }

        @Override
        CaseReference nextReference(Year year) {
            return new CaseReference("TS-26-%06d".formatted(receivedAt.size() + 1));
        }

        @Override
        void create(NewRequest created, Submission.Origin origin) {
            receivedAt.add(created.receivedAt());
            if (receivedAt.size() <= times) {
                throw new PurgedMeanwhile();
            }
        }
    }

    private CaseReference submit(Overtaken creation) throws IOException {
        QuarkusMock.installMockForType(creation, RequestCreation.class);
        SampleOrder order =
                SampleOrders.compose(clock, 5, UnaryOperator.identity()).get(0);
        Actor officer = new Actor(
                "officer",
                "Rosa Alvarez",
                "",
                Set.of(Role.OFFICER),
                order.filing().agency(),
                clock.instant());
        Path pdf = Files.write(directory.resolve("order.pdf"), order.pdf());
        OrderDocument document = intake.receive(officer, "order.pdf", pdf);
        ServedProcess process = new ServedProcess(order.filing().process(), "", "");
        return submission.submit(
                new Filing(process, order.filing().terms(), document.id()), officer, Submission.Origin.ANY);
    }

    @Test
    void a_receipt_that_was_overtaken_is_made_anew_as_of_a_later_instant() throws IOException {
        Overtaken creation = new Overtaken(3);

        assertThat(submit(creation)).isEqualTo(new CaseReference("TS-26-000004"));

        assertThat(creation.receivedAt).hasSize(4).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void a_receipt_that_is_overtaken_again_and_again_says_so() {
        Overtaken creation = new Overtaken(4);

        assertThatThrownBy(() -> submit(creation))
                .asInstanceOf(InstanceOfAssertFactories.type(Problem.class))
                .extracting(Problem::kind)
                .isEqualTo(Problem.Kind.UNAVAILABLE);

        assertThat(creation.receivedAt).hasSize(4);
    }
}
