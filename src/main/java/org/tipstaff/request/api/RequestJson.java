package org.tipstaff.request.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.invitation.Direction;
import org.tipstaff.invitation.LogKind;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Instrument;
import org.tipstaff.process.Terms;
import org.tipstaff.process.Verdict;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Move;
import org.tipstaff.request.Moved;
import org.tipstaff.request.Request;
import org.tipstaff.request.ServedProcess;
import org.tipstaff.request.Status;
import org.tipstaff.sealing.Sha256;

/** A request in the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Request", description = "A request. What a list leaves out is in the answer about one.")
public record RequestJson(
        @Schema(pattern = CaseReference.FORM, examples = "TS-26-000123")
        String reference,

        Status status,
        Instrument instrument,

        @Schema(description = "Id of the court; empty for what no court issues.")
        String court,

        @Schema(description = "Its whole name; empty for what no court issues.")
        String courtName,

        String judge,
        String docket,
        LocalDate issuedOn,

        @Schema(description = "Name of the agency that filed.")
        String agency,

        String agencyCaseNumber,
        @Nullable LocalDate nondisclosureUntil,

        @Schema(pattern = CaseReference.FORM, description = "The preservation letter that this follows.") @Nullable
        String preservation,

        @Schema(pattern = CaseReference.FORM, description = "The request that follows this preservation letter.")
        @Nullable
        String followedBy,

        TermsJson terms,
        @Schema(pattern = Sha256.FORM) String termsSha256,
        @Schema(pattern = Sha256.FORM) String documentSha256,
        Instant receivedAt,
        Instant dueAt,
        @Nullable List<FindingJson> findings,

        @Schema(description = "Those that the caller may make or ask for now.") @Nullable
        List<Move> moves,

        @Nullable List<MovedJson> timeline,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> parts) {
    /** What is asked for. */
    @Schema(name = "Terms", description = "Whose rows, of which logs, from when to when.")
    public record TermsJson(
            @Schema(description = "As written on the document.")
            List<String> handles,

            List<LogKind> logs,
            Direction direction,
            @Schema(description = "The first instant.") Instant from,

            @Schema(description = "The instant after the last.")
            Instant to) {
        static TermsJson of(Terms terms) {
            return new TermsJson(
                    terms.handles().stream().map(handle -> handle.written()).toList(),
                    List.copyOf(terms.logs()),
                    terms.direction(),
                    terms.range().from(),
                    terms.range().to());
        }

        @Override
        public String toString() {
            return "terms";
        }
    }

    /**
     * One finding.
     *
     * @param policy version of the policy under which it was made; absent for findings of before it was kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Finding", description = "What a rule says of the request.")
    public record FindingJson(
            String code,
            Finding.Axis axis,
            Verdict verdict,
            String statute,
            String reason,

            @Schema(description = "Empty where nothing is to be cured.")
            String cure,

            @Schema(description = "Version of the policy under which it was made.") @Nullable
            String policy) {
        static FindingJson of(Finding finding, Optional<String> policy) {
            return new FindingJson(
                    finding.code(),
                    finding.axis(),
                    finding.verdict(),
                    finding.statute(),
                    finding.reason(),
                    finding.cure(),
                    policy.orElse(null));
        }
    }

    /** One move that was made; its reason only where the reader may know it. */
    @Schema(name = "MadeMove", description = "A move that was made.")
    public record MovedJson(
            Move move,
            Status from,
            Status to,
            Instant at,
            @Schema(description = "Name of who made it.") String by,

            @Schema(
                    description = "Role in which it was made.",
                    enumeration = {
                        "officer",
                        "reviewer",
                        "custodian",
                        "auditor",
                        "administrator",
                        "log-writer",
                        "system"
                    })
            String role,

            @Schema(description = "Empty where the caller may not know it.")
            String reason) {
        static MovedJson of(Moved moved, Actor reader) {
            return new MovedJson(
                    moved.move(),
                    moved.from(),
                    moved.to(),
                    moved.at(),
                    moved.actorName(),
                    moved.role().claim(),
                    moved.reasonFor(reader));
        }
    }

    /** For a list: without what takes more queries. */
    static RequestJson summary(Request request) {
        return of(request, null, null, null, Map.of());
    }

    static RequestJson of(
            Request request,
            @Nullable List<FindingJson> findings,
            @Nullable List<Move> moves,
            @Nullable List<MovedJson> timeline,
            Map<String, Object> parts) {
        ServedProcess process = request.process();
        return new RequestJson(
                request.reference().value(),
                request.status(),
                process.instrument(),
                process.legal().court(),
                process.courtName(),
                process.judge(),
                process.docket(),
                process.issuedOn(),
                request.agency().name(),
                process.agencyCaseNumber(),
                process.nondisclosure().orElse(null),
                text(request.succession().preservation()),
                text(request.succession().followedBy()),
                TermsJson.of(request.terms()),
                request.termsHash().hex(),
                request.documentHash().hex(),
                request.receivedAt(),
                request.dueAt(),
                findings,
                moves,
                timeline,
                parts);
    }

    private static @Nullable String text(@Nullable CaseReference reference) {
        return reference == null ? null : reference.value();
    }
}
