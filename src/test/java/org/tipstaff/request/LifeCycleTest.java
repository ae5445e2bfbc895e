package org.tipstaff.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tipstaff.request.Status.APPROVED;
import static org.tipstaff.request.Status.CLOSED;
import static org.tipstaff.request.Status.CONVERTED;
import static org.tipstaff.request.Status.DISCLOSED;
import static org.tipstaff.request.Status.DRAFT;
import static org.tipstaff.request.Status.EXPIRED;
import static org.tipstaff.request.Status.EXTENDED;
import static org.tipstaff.request.Status.IN_REVIEW;
import static org.tipstaff.request.Status.PREPARED;
import static org.tipstaff.request.Status.PRESERVED;
import static org.tipstaff.request.Status.RECALLED;
import static org.tipstaff.request.Status.REFUSED;
import static org.tipstaff.request.Status.RETURNED;
import static org.tipstaff.request.Status.SECOND_REVIEW;
import static org.tipstaff.request.Status.SUBMITTED;
import static org.tipstaff.request.Status.SUSPENDED;
import static org.tipstaff.request.Status.WITHDRAWN;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tipstaff.identity.Role;

/** The table of moves says what was agreed, and nothing beside it. */
class LifeCycleTest {
    private static final EnumSet<Status> OPEN =
            EnumSet.of(SUBMITTED, IN_REVIEW, SECOND_REVIEW, RETURNED, APPROVED, PREPARED);

    private record Row(Move move, Role who, Set<Status> from, Set<Status> to) {}

    /** The agreed table, written out a second time. */
    private static final List<Row> AGREED = List.of(
            new Row(Move.SUBMIT, Role.OFFICER, Set.of(DRAFT, RETURNED), Set.of(SUBMITTED)),
            new Row(Move.REFUSE_AUTOMATICALLY, Role.SYSTEM, Set.of(SUBMITTED), Set.of(REFUSED)),
            new Row(Move.CLAIM, Role.REVIEWER, Set.of(SUBMITTED), Set.of(IN_REVIEW)),
            new Row(Move.RELEASE_CLAIM, Role.REVIEWER, Set.of(IN_REVIEW), Set.of(SUBMITTED)),
            new Row(Move.RETURN, Role.REVIEWER, Set.of(IN_REVIEW, SECOND_REVIEW), Set.of(RETURNED)),
            new Row(Move.REFUSE, Role.REVIEWER, Set.of(IN_REVIEW, SECOND_REVIEW), Set.of(REFUSED)),
            new Row(Move.APPROVE, Role.REVIEWER, Set.of(IN_REVIEW), Set.of(APPROVED, SECOND_REVIEW)),
            new Row(Move.CONFIRM, Role.REVIEWER, Set.of(SECOND_REVIEW), Set.of(APPROVED)),
            new Row(Move.SUSPEND, Role.REVIEWER, OPEN, Set.of(SUSPENDED)),
            new Row(Move.RESUME, Role.REVIEWER, Set.of(SUSPENDED), OPEN),
            new Row(Move.PREPARE, Role.SYSTEM, Set.of(APPROVED), Set.of(PREPARED)),
            new Row(Move.CERTIFY, Role.CUSTODIAN, Set.of(PREPARED), Set.of(DISCLOSED)),
            new Row(Move.DECLINE, Role.CUSTODIAN, Set.of(PREPARED), Set.of(IN_REVIEW)),
            new Row(Move.REOPEN, Role.REVIEWER, Set.of(APPROVED, PREPARED), Set.of(IN_REVIEW)),
            new Row(
                    Move.WITHDRAW,
                    Role.OFFICER,
                    EnumSet.of(
                            SUBMITTED,
                            IN_REVIEW,
                            SECOND_REVIEW,
                            RETURNED,
                            APPROVED,
                            PREPARED,
                            SUSPENDED,
                            PRESERVED,
                            EXTENDED),
                    Set.of(WITHDRAWN)),
            new Row(Move.RECALL, Role.CUSTODIAN, Set.of(DISCLOSED), Set.of(RECALLED)),
            new Row(Move.CORRECT, Role.REVIEWER, Set.of(RECALLED), Set.of(IN_REVIEW)),
            new Row(Move.CLOSE, Role.SYSTEM, Set.of(DISCLOSED, RECALLED, REFUSED, WITHDRAWN), Set.of(CLOSED)),
            new Row(Move.PRESERVE, Role.SYSTEM, Set.of(SUBMITTED), Set.of(PRESERVED)),
            new Row(Move.EXTEND, Role.OFFICER, Set.of(PRESERVED), Set.of(EXTENDED)),
            new Row(Move.CONVERT, Role.SYSTEM, Set.of(PRESERVED, EXTENDED), Set.of(CONVERTED)),
            new Row(Move.EXPIRE, Role.SYSTEM, Set.of(PRESERVED, EXTENDED), Set.of(EXPIRED)));

    @Test
    void the_table_is_the_agreed_one() {
        List<Row> table = Arrays.stream(Move.values())
                .map(move -> new Row(move, move.role(), Set.copyOf(move.from()), Set.copyOf(move.to())))
                .toList();
        assertThat(table)
                .containsExactlyInAnyOrderElementsOf(AGREED.stream()
                        .map(row -> new Row(row.move(), row.who(), Set.copyOf(row.from()), Set.copyOf(row.to())))
                        .toList());
    }

    @Test
    void every_status_can_be_reached_from_a_draft() {
        Set<Status> reached = EnumSet.of(DRAFT);
        Deque<Status> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (Move move : Move.from(next.pop())) {
                for (Status to : move.to()) {
                    if (reached.add(to)) {
                        next.push(to);
                    }
                }
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(Status.values());
    }

    @Test
    void everything_that_the_table_does_not_name_is_refused() {
        Set<String> agreed = new HashSet<>();
        AGREED.forEach(row ->
                row.from().forEach(from -> row.to().forEach(to -> agreed.add(row.move() + " " + from + " " + to))));
        List<String> led = new ArrayList<>();
        for (Move move : Move.values()) {
            for (Status from : Status.values()) {
                for (Status to : Status.values()) {
                    if (move.leads(from, to)) {
                        led.add(move + " " + from + " " + to);
                    }
                }
            }
        }
        assertThat(led).containsExactlyInAnyOrderElementsOf(agreed);
    }

    @Test
    void nothing_leads_out_of_an_end() {
        for (Status end : EnumSet.of(CLOSED, CONVERTED, EXPIRED)) {
            assertThat(Move.from(end)).as(end.name()).isEmpty();
        }
    }

    @Test
    void what_has_left_the_house_cannot_be_withdrawn_or_suspended() {
        for (Status gone : EnumSet.of(DISCLOSED, RECALLED, REFUSED, CLOSED)) {
            assertThat(Move.from(gone)).as(gone.name()).doesNotContain(Move.WITHDRAW, Move.SUSPEND);
        }
    }
}
