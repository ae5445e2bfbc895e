package org.tipstaff.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tipstaff.identity.Agency;
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
import org.tipstaff.web.Problem;

class DecisionFormTest {
    private static final Handle FIRST = Handle.parse("+12025550123");
    private static final Handle SECOND = Handle.parse("kestrel@example.com");
    private static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-20T00:00:00Z"));

    private static final Request REQUEST = request();

    private static Request request() {
        Sha256 hash = new Sha256("a".repeat(64));
        Terms terms = new Terms(
                List.of(FIRST, SECOND),
                EnumSet.of(LogKind.CAPABILITY_QUERY, LogKind.SIGN_IN),
                Direction.BY_SOURCE,
                RANGE);
        return new Request(
                new CaseReference("TS-26-000017"),
                1,
                new Agency("bar-field-office", "Bureau of Alternate Records", Agency.Kind.FEDERAL, "US"),
                new Request.Person("officer", "Rosa Alvarez", ""),
                new ServedProcess(
                        new LegalProcess(
                                Instrument.ORDER_2703D,
                                "cand",
                                "P. Whitcombe",
                                "3:26-mc-00417",
                                LocalDate.of(2026, 11, 20),
                                null,
                                false),
                        "Northern District of California",
                        ""),
                terms,
                hash,
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                hash,
                RANGE.to(),
                RANGE.to().plusSeconds(86_400),
                Status.IN_REVIEW,
                new Request.Person("reviewer", "M. Okonjo", ""),
                Request.Succession.NONE);
    }

    private static MultivaluedMap<String, String> asShown() {
        MultivaluedMap<String, String> posted = new MultivaluedHashMap<>();
        posted.putSingle("round", "1");
        posted.putSingle("narrowing", "1");
        posted.addAll("handle", "0", "1");
        posted.addAll("log", "CAPABILITY_QUERY", "SIGN_IN");
        posted.putSingle("from", "2026-11-01T00:00:00Z");
        posted.putSingle("to", "2026-11-20T00:00:00Z");
        return posted;
    }

    private static Terms terms(MultivaluedMap<String, String> posted) {
        return DecisionForm.of(posted, REQUEST).terms(REQUEST);
    }

    @Test
    void a_form_sent_as_it_was_shown_grants_what_was_asked() {
        assertThat(terms(asShown())).isEqualTo(REQUEST.terms());
        assertThat(DecisionForm.of(REQUEST).terms(REQUEST)).isEqualTo(REQUEST.terms());
    }

    @Test
    void a_handle_and_a_log_can_be_left_out_and_the_range_made_shorter() {
        MultivaluedMap<String, String> posted = asShown();
        posted.putSingle("handle", "1");
        posted.putSingle("log", "SIGN_IN");
        posted.putSingle("from", "2026-11-05 12:00");

        Terms narrowed = terms(posted);

        assertThat(narrowed.handles()).containsExactly(REQUEST.terms().handles().get(1));
        assertThat(narrowed.logs()).containsExactly(LogKind.SIGN_IN);
        assertThat(narrowed.range().from()).isEqualTo(Instant.parse("2026-11-05T12:00:00Z"));
        assertThat(narrowed.within(REQUEST.terms())).isTrue();
    }

    @Test
    void every_field_that_cannot_be_granted_is_named_at_once() {
        MultivaluedMap<String, String> posted = asShown();
        posted.remove("handle");
        posted.remove("log");
        posted.putSingle("from", "5 November");

        assertThatThrownBy(() -> terms(posted))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.details())
                                .extracting(Problem.Detail::field)
                                .containsExactly("handle", "log", "from"));
    }

    @Test
    void nothing_is_granted_beyond_what_was_asked() {
        MultivaluedMap<String, String> posted = asShown();
        posted.addAll("handle", "2", "-1", "x");
        posted.add("log", "FACETIME_INVITATION");
        posted.putSingle("to", "2026-11-21 00:00:00");

        assertThatThrownBy(() -> terms(posted))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.details())
                                .extracting(Problem.Detail::field)
                                .containsExactly("to"));

        posted.putSingle("to", "2026-11-20 00:00:00");
        assertThat(terms(posted)).isEqualTo(REQUEST.terms());
    }

    @Test
    void answers_are_read_by_the_code_of_their_finding() {
        MultivaluedMap<String, String> posted = asShown();
        posted.putSingle("answer.JUDGE_ON_ORDER", "ACCEPT");
        posted.putSingle("reason", "  seen on page 2 ");

        DecisionForm form = DecisionForm.of(posted, REQUEST);

        assertThat(form.answers()).containsOnlyKeys("JUDGE_ON_ORDER").containsValue("ACCEPT");
        assertThat(form.reason()).isEqualTo("seen on page 2");
        assertThat(form.toString()).doesNotContain("page");
    }
}
