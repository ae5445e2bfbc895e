package org.tipstaff.process;

import java.util.List;
import java.util.stream.Collectors;
import org.tipstaff.process.Rule.Answer;

/** Axis 2: the court is one, is competent (18 U.S.C. § 2711(3)), and its order looks like one of its own. */
final class CourtRules {
    static final Rule COURT_KNOWN = new Rule(
            "COURT_KNOWN",
            Finding.Axis.COURT,
            "18 U.S.C. § 2711(3)",
            request -> request.instrument().byACourt(),
            request -> request.court()
                    .map(court -> Answer.pass("The portal knows this court: " + court.name() + "."))
                    .orElse(Answer.look(
                            "The court is not in the portal's list of courts.",
                            "Choose the court from the list, or send the provider the court's address and clerk.")));

    static final Rule COURT_COMPETENT = new Rule(
            "COURT_COMPETENT",
            Finding.Axis.COURT,
            "18 U.S.C. § 2711(3)",
            request -> request.instrument().byACourt() && request.court().isPresent(),
            request -> competent(request.court().orElseThrow()));

    static final Rule DOCKET_PATTERN = new Rule(
            "DOCKET_PATTERN",
            Finding.Axis.COURT,
            "policy: docket numbers of the court",
            request -> request.instrument().byACourt() && request.court().isPresent(),
            request -> docket(request, request.court().orElseThrow()));

    static final List<Rule> ALL = List.of(COURT_KNOWN, COURT_COMPETENT, DOCKET_PATTERN);

    private CourtRules() {}

    private static Answer competent(Court court) {
        String cure =
                "Name the provision that lets this court issue the process, or obtain it from a court of general criminal jurisdiction.";
        return switch (court.level()) {
            case FEDERAL_DISTRICT ->
                Answer.pass("A United States district court, its magistrate judges included, is competent.");
            case FEDERAL_APPEALS -> Answer.pass("A United States court of appeals is competent.");
            case STATE_GENERAL -> Answer.pass("A State court of general criminal jurisdiction is competent.");
            case MILITARY ->
                Answer.look(
                        "A military court is competent only where a military judge has been detailed.",
                        "Show that a military judge has been detailed.");
            case FEDERAL_OTHER ->
                Answer.look(
                        "This federal court is neither a district court nor a court of appeals of the circuits.", cure);
            case STATE_APPELLATE ->
                Answer.look("Whether this State's appellate court may issue such process has to be checked.", cure);
            case LIMITED ->
                Answer.look(
                        "A court of limited jurisdiction (municipal, justice, county and the like): whether it may issue such process has to be checked.",
                        cure);
        };
    }

    private static Answer docket(RuleContext request, Court court) {
        String docket = request.facts().process().docket();
        List<Policy.Docket> forms = request.policy().dockets().stream()
                .filter(form -> form.isFor(court))
                .toList();
        if (forms.isEmpty()) {
            return Answer.pass("No form of docket number is known for this court.");
        }
        if (forms.stream().anyMatch(form -> form.fits(docket))) {
            return Answer.pass("The docket number has a form that this court uses.");
        }
        String examples = forms.stream()
                .flatMap(form -> form.examples().stream())
                .limit(4)
                .collect(Collectors.joining(", "));
        return Answer.look(
                "The docket number has none of the forms that this court uses (for example " + examples + ").",
                "Write the number exactly as the court prints it, its prefix and year included.");
    }
}
