package org.tipstaff.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.Move;
import org.tipstaff.web.Problem;

/**
 * What a reviewer answered, finding by finding; one word never covers two.
 *
 * @param byCode code of a finding → answer
 * @param overrides code of a finding that says Refuse and was accepted → why
 */
public record Answers(Map<String, Answer> byCode, Map<String, String> overrides) {
    public static final Answers NONE = new Answers(Map.of(), Map.of());

    /** Names of the API; the workbench's fields are called after them. */
    static final String FIELD = "answers.";

    static final String OVERRIDE_FIELD = "overrides.";

    public Answers {
        byCode = Collections.unmodifiableMap(new TreeMap<>(byCode));
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
    }

    /**
     * Reads what was sent.
     *
     * @throws Problem INVALID that names every answer that is none, and every code that no finding has
     */
    static Answers read(Map<String, String> sent, Map<String, String> overrides, List<Finding> findings) {
        List<Problem.Detail> wrong = new ArrayList<>();
        Map<String, Answer> answers = new TreeMap<>();
        new TreeMap<>(sent).forEach((code, word) -> {
            Optional<Answer> answer = answer(word);
            if (findings.stream().noneMatch(finding -> finding.code().equals(code))) {
                wrong.add(new Problem.Detail(FIELD + code, "This request has no finding of this code"));
            } else if (answer.isEmpty()) {
                wrong.add(new Problem.Detail(FIELD + code, "Answer ACCEPT, ASK or REFUSE"));
            } else {
                answers.put(code, answer.get());
            }
        });
        if (!wrong.isEmpty()) {
            throw Problem.invalid("The answers do not fit the findings", wrong);
        }
        Map<String, String> overriding = findings.stream()
                .filter(finding -> finding.verdict() == Verdict.REFUSE)
                .filter(finding -> answers.get(finding.code()) == Answer.ACCEPT)
                .filter(finding -> !overrides.getOrDefault(finding.code(), "").isBlank())
                .collect(Collectors.toMap(
                        Finding::code,
                        finding -> overrides.getOrDefault(finding.code(), "").strip()));
        return new Answers(answers, overriding);
    }

    private static Optional<Answer> answer(String word) {
        return Arrays.stream(Answer.values())
                .filter(each -> each.name().equals(word))
                .findFirst();
    }

    public Optional<Answer> to(Finding finding) {
        return Optional.ofNullable(byCode.get(finding.code()));
    }

    /**
     * A decision MUST NOT contradict its own answers: APPROVE and CONFIRM ask for ACCEPT to each open finding, an ASK
     * leads to sending back, a REFUSE to refusing. To accept what the portal found to stand against answering is an act
     * of its own and carries its reason.
     *
     * @throws Problem INVALID that names every finding in the way
     */
    void require(Move move, List<Finding> findings) {
        List<Problem.Detail> wrong = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.verdict() != Verdict.PASS) {
                String hindrance = hindrance(move, finding);
                if (!hindrance.isEmpty()) {
                    wrong.add(new Problem.Detail(FIELD + finding.code(), hindrance));
                } else if (overridden(finding) && approves(move) && !overrides.containsKey(finding.code())) {
                    wrong.add(new Problem.Detail(
                            OVERRIDE_FIELD + finding.code(),
                            "The portal found that this can only be refused. Say why you accept it all the same"));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid("“%s” does not fit the answers to the findings".formatted(move.title()), wrong);
        }
    }

    private boolean overridden(Finding finding) {
        return finding.verdict() == Verdict.REFUSE && byCode.get(finding.code()) == Answer.ACCEPT;
    }

    private static boolean approves(Move move) {
        return move == Move.APPROVE || move == Move.CONFIRM;
    }

    private String hindrance(Move move, Finding finding) {
        Answer answer = byCode.get(finding.code());
        if (approves(move)) {
            if (answer == null) {
                return "Answer this finding: “%s” asks for Accept on each of them".formatted(move.title());
            }
            return answer == Answer.ACCEPT ? "" : leads(answer);
        }
        if (move == Move.RETURN && answer == Answer.REFUSE) {
            return leads(answer);
        }
        // A refusal may leave questions open; what is only asked is no reason to refuse.
        if (move == Move.REFUSE && answer == Answer.ASK && !byCode.containsValue(Answer.REFUSE)) {
            return leads(answer);
        }
        return "";
    }

    private static String leads(Answer answer) {
        return answer == Answer.ASK
                ? "You answered “Ask officer”: send the request back, or answer otherwise"
                : "You answered “Refuse”: refuse the request, or answer otherwise";
    }

    /** For pages and the record: each answer in words. */
    public List<Line> lines() {
        return byCode.entrySet().stream()
                .map(entry ->
                        new Line(entry.getKey(), entry.getValue().title(), overrides.getOrDefault(entry.getKey(), "")))
                .toList();
    }

    /** @param override why a finding that says Refuse was accepted; empty where it does not */
    public record Line(String code, String answer, String override) {}

    @Override
    public String toString() {
        return byCode.toString();
    }
}
