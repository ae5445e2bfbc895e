package org.tipstaff.process;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks every question about a request's validity. A pure function of the facts, the policy, the list of courts and the
 * present: the same input has the same findings, in the same order.
 */
public final class Examination {
    /** The check of whether the document forbids to tell the account holder, and until when. */
    public static final String NONDISCLOSURE_END = TimeRules.NONDISCLOSURE_END.code();

    private static final List<Rule> RULES = Stream.of(
                    InstrumentRules.ALL, CourtRules.ALL, EntityRules.ALL, TimeRules.ALL, DocumentRules.ALL)
            .flatMap(List::stream)
            .toList();

    private final Policy policy;
    private final Courts courts;

    public Examination(Policy policy, Courts courts) {
        this.policy = policy;
        this.courts = courts;
    }

    /** The codes of all rules, in the order in which findings come. */
    public static List<String> codes() {
        return RULES.stream().map(Rule::code).toList();
    }

    /**
     * The findings on a request. A rule that does not concern its instrument says nothing.
     *
     * @param now the present; a range that ends later asks for rows that do not exist yet
     */
    public List<Finding> examine(Facts facts, Instant now) {
        Optional<Court> court = courts.find(facts.process().court());
        RuleContext request = new RuleContext(
                facts, policy, court, new OrderText(facts.document().pages()), now);
        return RULES.stream()
                .filter(rule -> rule.applies().test(request))
                .map(rule -> rule.answer(request))
                .toList();
    }

    /** The worst verdict: what the request gets as a whole. */
    public static Verdict worst(List<Finding> findings) {
        return findings.stream().map(Finding::verdict).max(Enum::compareTo).orElse(Verdict.PASS);
    }
}
