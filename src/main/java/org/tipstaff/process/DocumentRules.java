package org.tipstaff.process;

import java.util.List;
import java.util.regex.Pattern;
import org.tipstaff.process.Rule.Answer;

/** The document says what the filing says, is unchanged, and was not used before. */
final class DocumentRules {
    private static final String TERMS = "18 U.S.C. § 2703(e)";
    private static final String COMPARE = "A reviewer compares the page; file a document with text where there is one.";

    /** Nothing is wrong with the document as far as anybody knows: the officer need not do anything. */
    private static final String AS_SIGNED =
            "A reviewer checks it with whoever issued it; if you have the file as it was signed, file that one.";

    static final Rule HANDLES_ON_ORDER =
            new Rule("HANDLES_ON_ORDER", Finding.Axis.DOCUMENT, TERMS, request -> true, DocumentRules::handles);

    static final Rule COURT_ON_ORDER = new Rule(
            "COURT_ON_ORDER",
            Finding.Axis.DOCUMENT,
            "18 U.S.C. § 2711(3)",
            request -> request.instrument().byACourt() && request.court().isPresent(),
            request -> found(
                    request, "court", request.text().hasCourt(request.court().orElseThrow())));

    static final Rule DOCKET_ON_ORDER = new Rule(
            "DOCKET_ON_ORDER",
            Finding.Axis.DOCUMENT,
            TERMS,
            request -> request.instrument().byACourt(),
            request -> found(
                    request,
                    "docket number",
                    request.text().hasNumber(request.facts().process().docket())));

    static final Rule JUDGE_ON_ORDER = new Rule(
            "JUDGE_ON_ORDER",
            Finding.Axis.DOCUMENT,
            TERMS,
            request -> request.instrument().byACourt(),
            request -> found(
                    request,
                    "judge's name",
                    request.text().hasPerson(request.facts().process().judge())));

    static final Rule D_STANDARD_RECITED = new Rule(
            "D_STANDARD_RECITED",
            Finding.Axis.DOCUMENT,
            "18 U.S.C. § 2703(d)",
            request -> request.instrument() == Instrument.ORDER_2703D,
            DocumentRules::standard);

    static final Rule STATUTE_ON_ORDER = new Rule(
            "STATUTE_ON_ORDER", Finding.Axis.DOCUMENT, "18 U.S.C. § 2703", request -> true, DocumentRules::statute);

    static final Rule DOCUMENT_SIGNATURE = new Rule(
            "DOCUMENT_SIGNATURE",
            Finding.Axis.DOCUMENT,
            "policy: authenticity; Fed. R. Evid. 901",
            request -> true,
            DocumentRules::signature);

    static final Rule DUPLICATE_DOCUMENT = new Rule(
            "DUPLICATE_DOCUMENT",
            Finding.Axis.DOCUMENT,
            "policy: one document, one request",
            request -> true,
            DocumentRules::duplicate);

    static final Rule DOCUMENT_ELSEWHERE = new Rule(
            "DOCUMENT_ELSEWHERE",
            Finding.Axis.OTHER_AGENCIES,
            "policy: one document, one request",
            request -> !filedBefore(request, false).isEmpty(),
            DocumentRules::elsewhere);

    static final List<Rule> ALL = List.of(
            HANDLES_ON_ORDER,
            COURT_ON_ORDER,
            DOCKET_ON_ORDER,
            JUDGE_ON_ORDER,
            D_STANDARD_RECITED,
            STATUTE_ON_ORDER,
            DOCUMENT_SIGNATURE,
            DUPLICATE_DOCUMENT,
            DOCUMENT_ELSEWHERE);

    private static final Pattern FACTS = Pattern.compile("specific\\s+and\\s+articulable\\s+facts");
    private static final Pattern RELEVANT = Pattern.compile("relevant\\s+and\\s+material");

    private DocumentRules() {}

    private static Answer handles(RuleContext request) {
        Terms terms = request.facts().terms();
        if (!request.isReadable()) {
            return Answer.look("The document has no text, so the handles could not be looked for.", COMPARE);
        }
        long missing = terms.handles().stream()
                .filter(handle -> !request.facts().document().handlesFound().contains(handle))
                .count();
        if (missing == 0) {
            return Answer.pass("Every handle asked for stands on the document ("
                    + terms.handles().size() + ").");
        }
        // Only the number: findings are printed in places where a handle must not be.
        return Answer.look(
                missing + " of the " + terms.handles().size() + " handles asked for were not found on the document.",
                "Ask only for handles that the document names, written with their country code.");
    }

    private static Answer found(RuleContext request, String what, boolean found) {
        if (!request.isReadable()) {
            return Answer.look("The document has no text, so the " + what + " could not be looked for.", COMPARE);
        }
        return found
                ? Answer.pass("The " + what + " stands on the document.")
                : Answer.look(
                        "The " + what + " was not found on the document as filed.",
                        "Copy the " + what + " exactly as the document prints it.");
    }

    private static Answer standard(RuleContext request) {
        if (!request.isReadable()) {
            return Answer.look("The document has no text, so the court's finding could not be looked for.", COMPARE);
        }
        return request.text().has(FACTS) && request.text().has(RELEVANT)
                ? Answer.pass("The order recites specific and articulable facts, relevant and material.")
                : Answer.look(
                        "The order does not recite the finding that § 2703(d) asks for (specific and articulable"
                                + " facts; relevant and material).",
                        "Obtain an order in which the court makes the finding.");
    }

    private static Answer statute(RuleContext request) {
        Pattern expected = switch (request.instrument()) {
            case ORDER_2703D -> Pattern.compile("2703\\s*\\(\\s*d\\s*\\)");
            case SEARCH_WARRANT ->
                Pattern.compile("search(?:\\s+and\\s+seizure)?\\s+warrant|2703\\s*\\(\\s*[ac]\\s*\\)");
            case SUBPOENA -> Pattern.compile("subp(?:o|\u0153)ena");
            case PRESERVATION -> Pattern.compile("2703\\s*\\(\\s*f\\s*\\)|preserv");
            case EMERGENCY -> Pattern.compile("2702|emergency");
        };
        String rests = request.instrument().statute();
        if (!request.isReadable()) {
            return Answer.look("The document has no text, so its legal basis could not be looked for.", COMPARE)
                    .by(rests);
        }
        return request.text().has(expected)
                ? Answer.pass("The document names the instrument it was filed as.")
                        .by(rests)
                : Answer.look(
                                "The document does not name the legal basis of a "
                                        + request.instrument().title().toLowerCase(java.util.Locale.ROOT) + ".",
                                "File it as the instrument that it is, or obtain one that names its basis.")
                        .by(rests);
    }

    private static Answer signature(RuleContext request) {
        Policy.Document rule = request.policy().document();
        return switch (request.facts().document().signature()) {
            case VALID_TRUSTED -> Answer.pass("The digital signature is valid and its signer is trusted.");
            case VALID_UNKNOWN_SIGNER ->
                Answer.of(
                        rule.unknownSigner(),
                        "The digital signature is valid, but its signer is not known here.",
                        "Tell the provider which authority certifies the court's signatures.");
            case ALTERED ->
                Answer.refuse(
                        "The document was changed after it was signed.",
                        "File the document as the court signed it: not printed to a new PDF, not annotated, not"
                                + " merged.");
            case REWRITTEN ->
                Answer.of(
                        rule.rewritten(),
                        "After the document was signed something was added to it, or a program saved it anew, as a"
                                + " court's filing system does when it stamps an order.",
                        AS_SIGNED);
            case SIGNED_AFTER_CHANGE ->
                Answer.of(
                        rule.rewritten(),
                        "The last digital signature is valid for the document as it is, but what an earlier signer"
                                + " signed was changed or saved anew before it.",
                        AS_SIGNED);
            case INDETERMINATE ->
                Answer.look(
                        "The document bears a digital signature that cannot be checked here. That does not say that"
                                + " anything was changed.",
                        AS_SIGNED);
            case UNSIGNED ->
                Answer.of(
                        rule.unsigned(),
                        "The document bears no digital signature: nothing shows by itself that it is unchanged.",
                        request.instrument().byACourt()
                                ? "A reviewer checks it with the court's docket."
                                : "A reviewer checks it with whoever issued it.");
        };
    }

    private static Answer duplicate(RuleContext request) {
        List<String> own = filedBefore(request, true);
        return own.isEmpty()
                ? Answer.pass("Your agency has filed no earlier request on this document.")
                : Answer.look(
                        "The same document was filed before, in " + String.join(", ", own) + ".",
                        "Withdraw one of the requests, or say why both are needed.");
    }

    /** Only staff read it. */
    private static Answer elsewhere(RuleContext request) {
        return Answer.look(
                "Another agency filed the same document: " + String.join(", ", filedBefore(request, false)) + ".",
                "Find out which agency the court issued it to. Do not name one to the other.");
    }

    private static List<String> filedBefore(RuleContext request, boolean sameAgency) {
        return request.facts().earlier().stream()
                .filter(earlier -> earlier.sameAgency() == sameAgency)
                .map(Facts.Earlier::reference)
                .toList();
    }
}
