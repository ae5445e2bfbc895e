package org.tipstaff.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.Coverage;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.LegalProcess;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Request;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.Status;
import org.tipstaff.sealing.Sha256;

/** What the officer reads of the frozen rows is true wherever the request stands. */
class HoldNoticeTest {
    private static final CaseReference REFERENCE = new CaseReference("TS-26-004182");
    private static final Instant RECEIVED = Instant.parse("2026-11-20T15:04:05Z");
    private static final Sha256 HASH = Sha256.of(new byte[] {1});

    private static String notice(Status status, HoldState state) {
        HoldNotice notice = HoldNotice.of(request(status), hold(state, HASH));
        return notice.title() + ". " + notice.sentence();
    }

    private static Snapshot hold(HoldState state, @Nullable Sha256 hash) {
        Coverage coverage = new Coverage(
                new TimeRange(RECEIVED.minusSeconds(60), RECEIVED), RECEIVED, Map.of(), Map.of(), List.of(), List.of());
        return new Snapshot(REFERENCE, state, RECEIVED, RECEIVED.plusSeconds(2), 3, hash, coverage);
    }

    private static Request request(Status status) {
        boolean letter = Set.of(Status.PRESERVED, Status.EXTENDED, Status.CONVERTED, Status.EXPIRED)
                .contains(status);
        return new Request(
                REFERENCE,
                1,
                new Agency("bar", "Bureau of Records", Agency.Kind.FEDERAL, "US"),
                new Request.Person("o", "Dana Reyes", ""),
                new ServedProcess(
                        new LegalProcess(
                                letter ? Instrument.PRESERVATION : Instrument.ORDER_2703D,
                                "",
                                "",
                                "",
                                LocalDate.parse("2026-11-19"),
                                null,
                                false),
                        "",
                        ""),
                new Terms(
                        List.of(Handle.parse("+12025550123")),
                        Set.of(LogKind.CAPABILITY_QUERY),
                        Direction.BY_SOURCE,
                        new TimeRange(RECEIVED.minusSeconds(60), RECEIVED)),
                HASH,
                new UUID(1, 2),
                HASH,
                RECEIVED,
                RECEIVED,
                status,
                null,
                Request.Succession.NONE);
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(Status.values())
                .flatMap(status -> Stream.of(HoldState.values()).map(state -> Arguments.of(status, state)));
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void only_of_an_open_request_is_it_said_that_it_is_open(Status status, HoldState state) {
        boolean open = status.isOpen() || status == Status.SUSPENDED || status == Status.DRAFT;
        String text = notice(status, state);
        assertThat(text).doesNotContain("null", "  ");
        if (text.contains("while this request is open") || text.contains("before approval")) {
            assertThat(open && state == HoldState.HELD).as(text).isTrue();
            assertThat(status).isNotIn(Status.APPROVED, Status.PREPARED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"REFUSED", "WITHDRAWN", "EXPIRED", "CLOSED"})
    void what_has_ended_keeps_nothing(Status status) {
        assertThat(notice(status, HoldState.HELD)).contains("being destroyed");
        assertThat(notice(status, HoldState.PENDING)).contains("being destroyed");
        assertThat(notice(status, HoldState.DESTROYED)).contains("was destroyed");
    }

    @Test
    void a_preservation_says_on_which_day_it_ends() {
        assertThat(notice(Status.PRESERVED, HoldState.HELD))
                .contains("Preserved until 02/18/2027", "2027-02-18 15:04:05 UTC");
        assertThat(notice(Status.EXTENDED, HoldState.HELD)).contains("Preserved until 05/19/2027");
    }

    @Test
    void what_process_took_over_was_not_lost() {
        assertThat(notice(Status.CONVERTED, HoldState.DESTROYED))
                .contains("letter's own copy", "belongs to its request")
                .doesNotContain("records that were frozen", "Frozen copy destroyed");
    }

    @Test
    void a_disclosed_request_is_not_called_unread() {
        assertThat(notice(Status.DISCLOSED, HoldState.HELD))
                .contains("produced from this copy")
                .doesNotContain("nobody can read");
    }

    @Test
    void a_copy_that_was_never_complete_is_not_said_to_have_been_frozen() {
        assertThat(HoldNotice.of(request(Status.WITHDRAWN), hold(HoldState.DESTROYED, null))
                        .sentence())
                .contains("had not been completed");
    }
}
