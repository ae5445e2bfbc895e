package org.tipstaff.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.Handle;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.invitation.TimeRange;
import org.tipstaff.process.Terms;
import org.tipstaff.sealing.KeyStoreFake;
import org.tipstaff.sealing.Sealer;
import org.tipstaff.sealing.Sha256;

class TermsHashTest {
    private static final CaseReference FIRST = new CaseReference("TS-26-000001");
    private static final CaseReference SECOND = new CaseReference("TS-26-000002");

    private final TermsHash hash = new TermsHash(new Sealer(new KeyStoreFake()));

    @Test
    void who_knows_all_of_the_terms_cannot_compute_it_without_the_key() {
        Terms terms = terms("+12025550123");
        assertThat(hash.of(FIRST, terms)).isNotEqualTo(Sha256.of(TermsCodec.encode(terms)));
        assertThat(new TermsHash(new Sealer(new KeyStoreFake())).of(FIRST, terms))
                .as("under another key")
                .isNotEqualTo(hash.of(FIRST, terms));
    }

    @Test
    void it_is_the_same_for_the_same_terms_of_one_request_only() {
        assertThat(hash.of(FIRST, terms("+12025550123"))).isEqualTo(hash.of(FIRST, terms("+12025550123")));
        assertThat(hash.of(FIRST, terms("+12025550124"))).isNotEqualTo(hash.of(FIRST, terms("+12025550123")));
        assertThat(hash.of(SECOND, terms("+12025550123"))).isNotEqualTo(hash.of(FIRST, terms("+12025550123")));
    }

    /** Terms that were stored when handles were spelled otherwise can be read, and what is typed now names them. */
    @Test
    void terms_of_an_earlier_spelling_stay_readable_and_can_be_named() {
        Terms stored = new Terms(
                List.of(
                        new Handle(Handle.Kind.EMAIL, "ann@example.com."),
                        new Handle(Handle.Kind.PHONE, "+5215551123422"),
                        new Handle(Handle.Kind.EMAIL, "a@b")),
                Set.of(LogKind.CAPABILITY_QUERY),
                Direction.BY_SOURCE,
                RANGE);
        assertThat(TermsCodec.decode(TermsCodec.encode(stored))).isEqualTo(stored);
        Terms typed = terms("ann@example.com", "+52 55 5112 3422");
        assertThat(typed.within(stored)).isFalse();
        assertThat(typed.spelledAs(stored).within(stored)).isTrue();
        assertThat(terms("bob@example.com").spelledAs(stored).within(stored)).isFalse();
    }

    private static final TimeRange RANGE =
            new TimeRange(Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z"));

    private static Terms terms(String... handles) {
        return new Terms(
                java.util.Arrays.stream(handles).map(Handle::parse).toList(),
                Set.of(LogKind.CAPABILITY_QUERY),
                Direction.BY_SOURCE,
                RANGE);
    }
}
