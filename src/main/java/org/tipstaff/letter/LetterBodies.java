package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.disclosure.DisclosureConfig;
import org.tipstaff.disclosure.Disclosures;
import org.tipstaff.disclosure.FileKind;
import org.tipstaff.hold.DestructionCertificate;
import org.tipstaff.hold.HoldState;
import org.tipstaff.hold.Holds;
import org.tipstaff.hold.Snapshot;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Findings;
import org.tipstaff.request.Move;
import org.tipstaff.request.Preservations;
import org.tipstaff.request.Request;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.review.Answer;
import org.tipstaff.review.Answers;
import org.tipstaff.review.ApprovedRequest;
import org.tipstaff.review.Decision;
import org.tipstaff.review.Reviews;

/** Gathers what a letter tells of. */
@ApplicationScoped
class LetterBodies {
    private final Requests requests;
    private final Findings findings;
    private final Reviews reviews;
    private final Holds holds;
    private final Disclosures disclosures;
    private final DisclosureConfig config;

    LetterBodies(
            Requests requests,
            Findings findings,
            Reviews reviews,
            Holds holds,
            Disclosures disclosures,
            DisclosureConfig config) {
        this.requests = requests;
        this.findings = findings;
        this.reviews = reviews;
        this.holds = holds;
        this.disclosures = disclosures;
        this.config = config;
    }

    /** Empty where what the letter was to tell of is no longer so: then it MUST NOT be written. */
    Optional<LetterBody> of(Letter letter, Request request) {
        return switch (letter.kind()) {
            case REFUSAL -> Optional.of(refusal(request));
            case PARTIAL_GRANT -> partialGrant(letter, request);
            case PRESERVATION_CONFIRMATION -> preservation(letter, request);
            case RECALL -> recall(letter);
            case DESTRUCTION_CERTIFICATE -> Optional.of(destruction(request));
        };
    }

    private LetterBody refusal(Request request) {
        List<Finding> found = Finding.forAgency(findings.of(request));
        boolean held = holds.find(request.reference()).isPresent();
        Optional<Decision> decision = reviews.decisions(request.reference()).stream()
                .filter(one -> one.move() == Move.REFUSE)
                .max(Comparator.comparing(Decision::at));
        Answers answers = decision.map(Decision::answers).orElse(Answers.NONE);
        List<Finding> reasons = found.stream()
                .filter(finding -> finding.verdict() == Verdict.REFUSE
                        || answers.to(finding).filter(Answer.REFUSE::equals).isPresent())
                .toList();
        List<Finding> noticed = found.stream()
                .filter(finding -> finding.verdict() == Verdict.LOOK && !reasons.contains(finding))
                .filter(finding ->
                        answers.to(finding).filter(Answer.ACCEPT::equals).isEmpty())
                .toList();
        return new RefusalBody(
                decision.map(one -> List.of(one.by().name())).orElse(List.of()),
                decision.map(Decision::reason).orElse(""),
                reasons,
                noticed,
                held,
                findings.policyOf(request).orElse(""),
                config.portal());
    }

    /** What another round granted is told by the letter of that round. */
    private Optional<LetterBody> partialGrant(Letter letter, Request request) {
        if (!letter.occasion().equals(LettersDue.occasion(Status.APPROVED, request))) {
            return Optional.empty();
        }
        ApprovedRequest approved = reviews.approved(request.reference());
        return Optional.of(new PartialGrantBody(
                approved.approvals().stream()
                        .map(approval -> approval.by().name())
                        .toList(),
                request.terms(),
                approved.granted(),
                approved.cuts(),
                request.process().instrument() == Instrument.EMERGENCY));
    }

    /** Of the edition that was recalled when the letter fell due, whatever was disclosed since. */
    private Optional<LetterBody> recall(Letter letter) {
        return disclosures.signed(letter.reference()).stream()
                .filter(disclosure -> letter.dated().equals(disclosure.recalledAt()))
                .findFirst()
                .map(disclosure -> new RecallBody(
                        disclosure.number(),
                        disclosure.file(FileKind.PDF).orElseThrow().entry().sha256(),
                        Objects.requireNonNull(disclosure.signedAt()),
                        Objects.requireNonNull(disclosure.recalledAt()),
                        Objects.requireNonNull(disclosure.recallReason())));
    }

    /** A copy that is destroyed by now cannot be confirmed any more, whatever was so when the letter fell due. */
    private Optional<LetterBody> preservation(Letter letter, Request request) {
        boolean renewed = letter.occasion().startsWith(Status.EXTENDED.name());
        return holds.find(request.reference())
                .filter(hold -> hold.state() == HoldState.HELD)
                .map(hold -> new PreservationBody(
                        request.reference(),
                        request.terms(),
                        new PreservationBody.Sealed(
                                Objects.requireNonNull(hold.heldAt()),
                                Objects.requireNonNull(hold.sealedSha256()),
                                Objects.requireNonNull(hold.coverage())),
                        Preservations.endOf(request, renewed),
                        renewed));
    }

    private LetterBody destruction(Request request) {
        DestructionCertificate certificate =
                holds.certificate(request.reference()).orElseThrow();
        return new DestructionBody(certificate, request.terms(), why(certificate, request));
    }

    private String why(DestructionCertificate certificate, Request request) {
        return switch (Status.valueOf(certificate.why())) {
            case REFUSED -> "The request was refused.";
            case WITHDRAWN -> "The agency withdrew the request.";
            case EXPIRED ->
                "The preservation ended " + preservedFor(request).toDays()
                        + " days after its receipt, and no process had followed (18 U.S.C. § 2703(f)(2)).";
            case CONVERTED -> converted(request.succession().followedBy());
            case CLOSED -> "The time for keeping the record of the request is over.";
            case DRAFT,
                    SUBMITTED,
                    IN_REVIEW,
                    SECOND_REVIEW,
                    RETURNED,
                    SUSPENDED,
                    APPROVED,
                    PREPARED,
                    DISCLOSED,
                    RECALLED,
                    PRESERVED,
                    EXTENDED -> throw new IllegalStateException("Nothing is destroyed in this status");
        };
    }

    /** Only a copy that was sealed has taken rows over. */
    private String converted(@Nullable CaseReference successor) {
        boolean sealed = successor != null
                && holds.find(successor).map(Snapshot::sealedSha256).isPresent();
        return "Legal process followed the preservation"
                + (successor == null ? "" : " (" + successor + ")")
                + (sealed
                        ? ": the rows that it asks for were taken over into the copy that was frozen for it."
                        : " and ended before a copy was complete for it: no rows were taken over.");
    }

    private Duration preservedFor(Request request) {
        boolean renewed =
                requests.timeline(request.reference()).stream().anyMatch(moved -> moved.move() == Move.EXTEND);
        return Duration.between(request.receivedAt(), Preservations.endOf(request, renewed));
    }
}
