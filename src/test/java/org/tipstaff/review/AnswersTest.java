package org.tipstaff.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.Move;
import org.tipstaff.web.Problem;

/** A decision says what its answers say. */
class AnswersTest {
    private static final Finding JUDGE = finding("JUDGE_ON_ORDER", Verdict.LOOK);
    private static final Finding COURT = finding("COURT_COMPETENT", Verdict.LOOK);
    private static final Finding PASSED = finding("DOCKET_FORM", Verdict.PASS);
    private static final Finding ATTESTATION = finding("ATTESTATION", Verdict.REFUSE);
    private static final List<Finding> FOUND = List.of(JUDGE, PASSED, COURT);

    private static Finding finding(String code, Verdict verdict) {
        return new Finding(code, Finding.Axis.COURT, verdict, "18 U.S.C. § 2703", "Why.", "Cure.");
    }

    private static void decide(
            Move move, List<Finding> found, Map<String, String> sent, Map<String, String> overrides) {
        Answers.read(sent, overrides, found).require(move, found);
    }

    private static void decide(Move move, Map<String, String> sent) {
        decide(move, FOUND, sent, Map.of());
    }

    private static List<String> fields(ThrowingCallable act) {
        Problem[] problem = new Problem[1];
        assertThatThrownBy(act).isInstanceOfSatisfying(Problem.class, thrown -> problem[0] = thrown);
        assertThat(problem[0].kind()).isEqualTo(Problem.Kind.INVALID);
        return problem[0].details().stream().map(Problem.Detail::field).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"APPROVE", "CONFIRM"})
    void an_approval_asks_for_accept_to_each_open_finding_by_itself(Move move) {
        assertThat(fields(() -> decide(move, Map.of())))
                .containsExactly("answers.JUDGE_ON_ORDER", "answers.COURT_COMPETENT");
        assertThat(fields(() -> decide(move, Map.of("JUDGE_ON_ORDER", "ACCEPT"))))
                .containsExactly("answers.COURT_COMPETENT");
        assertThatCode(() -> decide(move, Map.of("JUDGE_ON_ORDER", "ACCEPT", "COURT_COMPETENT", "ACCEPT")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVE, ACCEPT, ASK, false",
        "APPROVE, ACCEPT, REFUSE, false",
        "CONFIRM, ACCEPT, ASK, false",
        "CONFIRM, REFUSE, ACCEPT, false",
        "RETURN, ACCEPT, ASK, true",
        "RETURN, ASK, REFUSE, false",
        "RETURN, ACCEPT, ACCEPT, true",
        "REFUSE, ACCEPT, REFUSE, true",
        "REFUSE, ASK, REFUSE, true",
        "REFUSE, ACCEPT, ASK, false",
        "REFUSE, ACCEPT, ACCEPT, true",
    })
    void a_decision_does_not_contradict_its_answers(Move move, String judge, String court, boolean fits) {
        Map<String, String> sent = Map.of("JUDGE_ON_ORDER", judge, "COURT_COMPETENT", court);
        if (fits) {
            assertThatCode(() -> decide(move, sent)).doesNotThrowAnyException();
        } else {
            assertThat(fields(() -> decide(move, sent))).isNotEmpty();
        }
    }

    @Test
    void a_word_that_is_no_answer_and_a_code_that_no_finding_has_are_named() {
        assertThat(fields(() -> decide(Move.RETURN, Map.of("JUDGE_ON_ORDER", "ok", "NO_SUCH", "ACCEPT"))))
                .containsExactly("answers.JUDGE_ON_ORDER", "answers.NO_SUCH");
    }

    @Test
    void what_the_portal_would_refuse_is_accepted_only_with_a_reason_of_its_own() {
        List<Finding> found = List.of(JUDGE, ATTESTATION);
        Map<String, String> sent = Map.of("JUDGE_ON_ORDER", "ACCEPT", "ATTESTATION", "ACCEPT");

        assertThat(fields(() -> decide(Move.APPROVE, found, sent, Map.of()))).containsExactly("overrides.ATTESTATION");
        assertThat(fields(() -> decide(Move.APPROVE, found, sent, Map.of("JUDGE_ON_ORDER", "Looked."))))
                .as("the reason of another finding covers nothing")
                .containsExactly("overrides.ATTESTATION");

        Answers overriding = Answers.read(sent, Map.of("ATTESTATION", " It is on page 3. "), found);
        overriding.require(Move.APPROVE, found);
        assertThat(overriding.overrides()).containsExactly(Map.entry("ATTESTATION", "It is on page 3."));
        assertThat(overriding.lines()).contains(new Answers.Line("ATTESTATION", "Accept", "It is on page 3."));
    }

    @Test
    void a_finding_that_policy_marks_passes_only_with_narrower_terms() {
        Answers answers = Answers.read(Map.of("JUDGE_ON_ORDER", "ACCEPT"), Map.of(), FOUND);
        List<Cut> cuts = List.of(new Cut(null, null, "A day later."));

        assertThat(fields(() -> Cut.requireNarrowing(Set.of("JUDGE_ON_ORDER"), List.of(), answers)))
                .containsExactly("answers.JUDGE_ON_ORDER");
        assertThatCode(() -> Cut.requireNarrowing(Set.of("JUDGE_ON_ORDER"), cuts, answers))
                .doesNotThrowAnyException();
        assertThatCode(() -> Cut.requireNarrowing(Set.of("COURT_COMPETENT"), List.of(), answers))
                .doesNotThrowAnyException();
    }
}
