package org.tipstaff.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Policy;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Nondisclosure;
import org.tipstaff.request.Request;
import org.tipstaff.request.Status;
import org.tipstaff.request.correspondence.Messages;
import org.tipstaff.request.queue.QueuePlaces;
import org.tipstaff.web.Problem;
import org.tipstaff.web.form.FormView;

/**
 * The workbench of one request.
 *
 * @param message why what was asked for did not happen; may be empty
 * @param counted rows under the terms as narrowed; null where nobody asked
 * @param expected about how many rows will be held; null once they are held, and where it is not known
 * @param standing the approval that stands; null where there is none
 * @param hindrance what keeps the approved request from going on; may be empty
 * @param panels what other features add, rendered
 */
public record WorkbenchView(
        Request request,
        DecisionForm typed,
        List<Problem.Detail> errors,
        String message,
        @Nullable Long counted,
        @Nullable Long expected,
        OrderView order,
        RowsView rows,
        @Nullable Decision standing,
        List<Finding> found,
        Optional<String> examinedUnder,
        List<Decision> decisions,
        List<Moved> timeline,
        List<Messages.Message> messages,
        List<Move> offered,
        QueuePlaces.Place place,
        Policy policy,
        String hindrance,
        List<String> panels) {

    /**
     * A finding as the checklist shows it.
     *
     * @param answer as chosen in the form; empty where none is
     * @param given what was answered to it by decisions of this round, in words; empty where nothing was
     */
    public record Item(int number, Finding finding, String answer, String given, boolean answerable) {
        public boolean pass() {
            return finding.verdict() == Verdict.PASS;
        }

        public boolean refuse() {
            return finding.verdict() == Verdict.REFUSE;
        }

        public String css() {
            return switch (finding.verdict()) {
                case PASS -> "ok";
                case LOOK -> "look";
                case REFUSE -> "bad";
            };
        }

        /** {@code HANDLES_ON_ORDER} as “Handles on order”. */
        public String title() {
            String words = finding.code().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }

        public String field() {
            return DecisionForm.ANSWER + finding.code();
        }

        /** Why a finding that says Refuse is accepted all the same. */
        public String overrideField() {
            return Answers.OVERRIDE_FIELD + finding.code();
        }

        public boolean chose(String value) {
            return answer.equals(value);
        }
    }

    /** A button of the decision bar. */
    public record Button(String move, String title, String css) {}

    /** A decision that was made, with what it left out of the terms. */
    public record Made(Decision decision, boolean narrowed, boolean presentRound) {
        public String title() {
            return decision.move().title();
        }

        public boolean approval() {
            return decision.move() == Move.APPROVE || decision.move() == Move.CONFIRM;
        }
    }

    public String reference() {
        return request.reference().value();
    }

    public FormView form() {
        Map<String, String> values = new HashMap<>(typed.words().cuts());
        typed.words().overrides().forEach((code, why) -> values.put(Answers.OVERRIDE_FIELD + code, why));
        values.put("reason", typed.reason());
        values.put(DecisionForm.NOTE, typed.words().note());
        values.put("from", typed.from());
        values.put("to", typed.to());
        values.put(Messages.FIELD, typed.words().message());
        return new FormView(values, errors);
    }

    public String cutOfHandle(int place) {
        return Cut.FIELD + ".handle." + place;
    }

    public String cutOfLog(String log) {
        return Cut.FIELD + ".log." + log;
    }

    /** Whether a decision that stands grants less than was asked. */
    public boolean narrowed() {
        return standing != null && !standing.granted().equals(request.terms());
    }

    /** Whether the time that is granted is shorter than the time asked. */
    public boolean shorter() {
        return standing != null
                && !standing.granted().range().equals(request.terms().range());
    }

    /** Why the time is shorter. */
    public String whyShorter() {
        return standing == null
                ? ""
                : standing.cuts().stream()
                        .filter(Cut::range)
                        .map(Cut::reason)
                        .findFirst()
                        .orElse("");
    }

    /** The decision that a second reviewer has before them; 0 where there is none. */
    public int shown() {
        return standing == null ? 0 : standing.position();
    }

    public boolean deciding() {
        return offered.stream().anyMatch(Move::decides);
    }

    public boolean approving() {
        return offered.contains(Move.APPROVE);
    }

    public boolean reasoned() {
        return offered.stream().anyMatch(move -> move.decides() || move.needsReason());
    }

    /** What was typed is never lost, even where nothing can be decided any more. */
    public boolean strandedReason() {
        return !reasoned() && !typed.reason().isBlank();
    }

    public String nondisclosure() {
        return Nondisclosure.words(request.process(), found);
    }

    /** The policy that the findings were made under; beside it the present one, by which a decision is made now. */
    public String policyVersions() {
        String present = policy.version();
        return examinedUnder
                .filter(version -> !version.equals(present))
                .map(version -> version + " (findings), " + present + " (in force now)")
                .orElse(present);
    }

    public List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (Finding finding : found) {
            String answer = typed.answers().getOrDefault(finding.code(), "");
            String given = Decision.answersTo(finding, decisions, request.round());
            boolean answerable = deciding() && finding.verdict() != Verdict.PASS;
            items.add(new Item(items.size() + 1, finding, answer, given, answerable));
        }
        return items;
    }

    public long passed() {
        return items().stream().filter(Item::pass).count();
    }

    /** Findings that wait for an answer: of whoever decides here, else of anybody. */
    public long open() {
        return items().stream()
                .filter(item -> !item.pass())
                .filter(item ->
                        deciding() ? item.answer().isEmpty() : item.given().isEmpty())
                .count();
    }

    public List<Button> buttons() {
        return offered.stream().map(WorkbenchView::button).toList();
    }

    private static Button button(Move move) {
        return switch (move) {
            case APPROVE -> new Button(move.name(), "Approve", "");
            case CONFIRM, CLAIM, RESUME, CORRECT -> new Button(move.name(), move.title(), "");
            case REFUSE -> new Button(move.name(), move.title(), "govuk-button--warning");
            case RETURN,
                    RELEASE_CLAIM,
                    SUSPEND,
                    SUBMIT,
                    REFUSE_AUTOMATICALLY,
                    PREPARE,
                    CERTIFY,
                    DECLINE,
                    REOPEN,
                    WITHDRAW,
                    RECALL,
                    CLOSE,
                    PRESERVE,
                    EXTEND,
                    CONVERT,
                    EXPIRE -> new Button(move.name(), move.title(), "govuk-button--secondary");
        };
    }

    public List<Made> made() {
        return decisions.stream()
                .map(decision -> new Made(
                        decision,
                        !decision.granted().equals(request.terms()) && decision.round() == request.round(),
                        decision.round() == request.round()))
                .toList();
    }

    /** Whether an approval of as many rows as are held needs a second reviewer. */
    public boolean fourEyes() {
        long count = standing != null ? standing.rows() : counted != null ? counted : rows.rows();
        return policy.needsFourEyes(
                request.process().instrument(), request.terms().direction(), count);
    }

    public boolean reverse() {
        return request.terms().direction() == org.tipstaff.invitation.Direction.BY_TARGET;
    }

    public long reverseCap() {
        return policy.review().reverseRowCap();
    }

    /** Whether a reviewer can ask that what was disclosed be recalled. */
    public boolean disclosed() {
        return request.status() == Status.DISCLOSED;
    }

    public String statusColour() {
        return StatusColour.of(request.status());
    }

    public String claim() {
        return request.claim().map(Request.Person::name).orElse("");
    }

    /** Why the custodian did not certify what was approved before; empty where that is not the last step. */
    public String declined() {
        Moved last = timeline.isEmpty() ? null : timeline.get(timeline.size() - 1);
        return last != null && last.move() == Move.DECLINE ? last.actorName() + ": " + last.reason() : "";
    }

    /** What is to be done here, in one or two sentences. */
    public String advice() {
        if (offered.contains(Move.CLAIM)) {
            return "Claim it to decide it. Nobody else can decide it then.";
        }
        if (approving()) {
            return open() == 0
                    ? "Every finding is answered."
                    : "Accept each open finding to approve. Ask officer leads to sending back, Refuse to refusing.";
        }
        if (offered.contains(Move.CONFIRM)) {
            return "Another reviewer approved it. Answer the findings yourself, then confirm what was granted, send"
                    + " back, or refuse.";
        }
        if (offered.contains(Move.CORRECT)) {
            return "Correct it to decide it anew, from the same frozen rows. Say in the reason what will be other.";
        }
        if (request.status() == Status.RECALLED) {
            return "The frozen rows were destroyed: no corrected disclosure can be made.";
        }
        if (request.status() == Status.SECOND_REVIEW) {
            return "You approved it. Somebody else must confirm it.";
        }
        if (request.status() == Status.IN_REVIEW) {
            return "Claimed by " + claim() + ". Only they can decide it, or release it.";
        }
        return hindrance.isEmpty() ? request.status().meaning() : hindrance;
    }

    public String previous() {
        return link(place.previous());
    }

    public String next() {
        return link(place.next());
    }

    private static String link(@Nullable CaseReference reference) {
        return reference == null ? "" : "/review/" + reference;
    }
}
