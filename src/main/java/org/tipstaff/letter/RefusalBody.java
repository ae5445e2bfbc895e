package org.tipstaff.letter;

import java.io.IOException;
import java.util.List;
import org.tipstaff.pdf.Fact;
import org.tipstaff.pdf.PdfWriter;
import org.tipstaff.process.Finding;

/**
 * Why a request was refused, each reason with its code, rule and cure, and how to file anew.
 *
 * @param decidedBy empty where the automatic checks refused it
 * @param words the reviewer's; empty where the automatic checks refused it
 * @param reasons findings that stand against it
 * @param noticed further findings that would need a look in a new request
 * @param held whether rows had been frozen for it, which are destroyed now
 * @param policy the version of the policy that decided; empty where it was not kept
 * @param portal its address, no slash at the end
 */
record RefusalBody(
        List<String> decidedBy,
        String words,
        List<Finding> reasons,
        List<Finding> noticed,
        boolean held,
        String policy,
        String portal)
        implements LetterBody {
    RefusalBody {
        decidedBy = List.copyOf(decidedBy);
        reasons = List.copyOf(reasons);
        noticed = List.copyOf(noticed);
    }

    @Override
    public String summary() {
        String nothing = " No records are disclosed in answer to it.";
        if (decidedBy.isEmpty()) {
            return (reasons.size() == 1
                            ? "The request was refused, because it does not pass one of the checks that every request"
                                    + " must pass."
                            : "The request was refused, because it does not pass " + reasons.size()
                                    + " of the checks that every request must pass.")
                    + " What stands against it, under which rule, and what would cure it, is below." + nothing;
        }
        return "The request was refused by the provider's legal staff. What stands against it is below, with what would"
                + " cure it." + nothing;
    }

    @Override
    public void write(PdfWriter pdf) throws IOException {
        if (!words.isBlank()) {
            pdf.heading("What the reviewer says");
            for (String paragraph : words.strip().split("\\R+", -1)) {
                pdf.paragraph(paragraph);
            }
        }
        int number = 0;
        for (Finding reason : reasons) {
            pdf.keepTogether(120);
            pdf.heading(reasons.size() == 1 ? "The reason" : "Reason " + ++number + " of " + reasons.size());
            pdf.facts(List.of(
                    new Fact("Check", reason.axis().title()),
                    new Fact("Why", reason.reason()),
                    new Fact("Rule", reason.statute()),
                    new Fact("What would cure it", reason.cure()),
                    new Fact("Reason code", reason.code())));
        }
        if (!policy.isEmpty()) {
            pdf.aside("Examined under the provider's policy of " + policy + ".");
        }
        if (!noticed.isEmpty()) {
            pdf.heading("What else a new request should mind");
            pdf.points(noticed.stream()
                    .map(finding -> finding.reason() + " (" + finding.statute() + ") " + finding.cure())
                    .toList());
        }
        anew(pdf);
    }

    private void anew(PdfWriter pdf) throws IOException {
        pdf.keepTogether(110);
        pdf.heading("How to file anew");
        pdf.points(List.of(
                "A cured request is filed as a new one, at " + portal
                        + "/requests/new or through the API. It is examined"
                        + " as of its own receipt, and its records are frozen then.",
                "Rows go on ageing out of the log meanwhile and are not restored. A preservation letter under 18 U.S.C."
                        + " § 2703(f) keeps what the log still holds for 90 days, and can be renewed once.",
                "Questions, and reasons why you hold the refusal to be wrong, reach the legal staff through the"
                        + " messages on the request's page."));
        pdf.heading("What becomes of the records");
        pdf.paragraph(
                held
                        ? "The copy of the responsive rows that was frozen at receipt is destroyed, its key first. A"
                                + " certificate of destruction says so, in a letter of its own."
                        : "Nothing was frozen: what can only be refused freezes no rows, and no copy of any was made.");
    }
}
