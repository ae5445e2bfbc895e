package org.tipstaff.process;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.tipstaff.identity.Agency;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Rule.Answer;

/** Axes 3 to 5: who asks (18 U.S.C. § 2711(4)), State law on top, and the attestation of another State's process. */
final class EntityRules {
    static final Rule GOVERNMENTAL_ENTITY = new Rule(
            "GOVERNMENTAL_ENTITY",
            Finding.Axis.ENTITY,
            "18 U.S.C. § 2711(4)",
            request -> true,
            request -> entity(request.facts().agency()));

    static final Rule STATE_OVERLAY = new Rule(
            "STATE_OVERLAY",
            Finding.Axis.STATE_LAW,
            "18 U.S.C. § 2703(d)",
            request -> ofAState(request.facts().agency()),
            EntityRules::overlay);

    static final Rule ATTESTATION = new Rule(
            "ATTESTATION",
            Finding.Axis.ATTESTATION,
            "Cal. Penal Code § 1546.5",
            EntityRules::isOfAnotherState,
            EntityRules::attestation);

    static final List<Rule> ALL = List.of(GOVERNMENTAL_ENTITY, STATE_OVERLAY, ATTESTATION);

    /** An affidavit attests many things; the attestation that is meant speaks of what is protected. */
    private static final Pattern ATTESTED = Pattern.compile(
            "attest(?:s|ed|ation)?\\b[^;]{0,400}?(?:abortion|reproductive|protected|1546\\.5|1524\\.2)");

    private EntityRules() {}

    private static Answer entity(Agency agency) {
        return switch (agency.kind()) {
            case FEDERAL -> Answer.pass("The agency is a department or agency of the United States.");
            case STATE -> Answer.pass("The agency is a department or agency of a State.");
            case LOCAL -> Answer.pass("The agency is a political subdivision of a State.");
            case FOREIGN ->
                Answer.refuse(
                        "A foreign agency is not a governmental entity under this statute.",
                        "Ask through mutual legal assistance (18 U.S.C. § 3512) or an executive agreement under the CLOUD Act (18 U.S.C. § 2523).");
            case PRIVATE ->
                Answer.refuse(
                        "A private party cannot compel records under this statute.",
                        "Serve a civil subpoena, or a defence subpoena under Fed. R. Crim. P. 17, on the provider's registered agent.");
        };
    }

    private static boolean ofAState(Agency agency) {
        return switch (agency.kind()) {
            case STATE, LOCAL -> true;
            case FEDERAL, FOREIGN, PRIVATE -> false;
        };
    }

    private static Answer overlay(RuleContext request) {
        Agency agency = request.facts().agency();
        Optional<Policy.Overlay> found = request.policy().overlays().stream()
                .filter(rule -> rule.states().contains(agency.state())
                        && rule.agencies().contains(agency.kind())
                        && rule.instruments().contains(request.instrument()))
                .filter(rule ->
                        rule.logs().stream().anyMatch(request.facts().terms().logs()::contains))
                .findFirst();
        if (found.isEmpty()) {
            return Answer.pass("The policy knows no law of the agency's State that asks for more.");
        }
        Policy.Overlay rule = found.get();
        Set<LogKind> others = EnumSet.copyOf(request.facts().terms().logs());
        others.removeAll(rule.logs());
        // What can be narrowed can be more than refused.
        Verdict verdict = others.isEmpty() || rule.verdict() == Verdict.PASS ? rule.verdict() : Verdict.LOOK;
        return Answer.of(verdict, rule.reason(), rule.cure()).by(rule.statute());
    }

    private static boolean isOfAnotherState(RuleContext request) {
        Policy.Attestation rule = request.policy().attestation();
        String servedIn = request.policy().servedIn();
        boolean agency = ofAState(request.facts().agency())
                && !request.facts().agency().state().equals(servedIn);
        boolean court = request.court()
                .filter(found -> found.level().system() == Court.System.STATE)
                .map(found -> !found.state().equals(servedIn))
                .orElse(false);
        return rule.instruments().contains(request.instrument())
                && rule.wherever().contains(servedIn)
                && (agency || court);
    }

    private static Answer attestation(RuleContext request) {
        Policy.Attestation rule = request.policy().attestation();
        if (request.text().has(ATTESTED)) {
            return Answer.pass("The document bears an attestation for process of another State.")
                    .by(rule.statute());
        }
        if (request.facts().process().attested() && !request.isReadable()) {
            return Answer.look(
                            "The officer says that the attestation is there; the document has no text to find it in.",
                            rule.cure())
                    .by(rule.statute());
        }
        return Answer.of(rule.missing(), rule.reason(), rule.cure()).by(rule.statute());
    }
}
