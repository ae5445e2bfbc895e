package org.tipstaff.request;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.identity.Actor;
import org.tipstaff.process.Finding;
import org.tipstaff.process.Instrument;

/** A request in the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Request",
        description = "A request. What a list leaves out is in the answer about one.",
        requiredProperties = {
            "reference",
            "status",
            "instrument",
            "court",
            "courtName",
            "judge",
            "docket",
            "issuedOn",
            "agency",
            "agencyCaseNumber",
            "terms",
            "termsSha256",
            "documentSha256",
            "receivedAt",
            "dueAt"
        })
public record RequestJson(
        String reference,
        @Schema(implementation = Status.class) String status,
        @Schema(implementation = Instrument.class) String instrument,
        String court,
        String courtName,
        String judge,
        String docket,
        String issuedOn,
        String agency,
        String agencyCaseNumber,
        @Nullable String nondisclosureUntil,
        @Nullable String preservation,
        @Nullable String followedBy,
        FilingJson.TermsJson terms,
        String termsSha256,
        String documentSha256,
        String receivedAt,
        String dueAt,
        @Nullable List<FindingJson> findings,
        @Nullable List<String> moves,
        @Nullable List<MovedJson> timeline,
        @Schema(hidden = true) @JsonAnyGetter Map<String, Object> parts) {
    /**
     * One finding.
     *
     * @param policy version of the policy under which it was made; absent for findings of before it was kept
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "Finding",
            description = "What a rule says of the request.",
            requiredProperties = {"code", "axis", "verdict", "statute", "reason", "cure"})
    public record FindingJson(
            String code,
            String axis,
            String verdict,
            String statute,
            String reason,
            String cure,
            @Nullable String policy) {
        static FindingJson of(Finding finding, Optional<String> policy) {
            return new FindingJson(
                    finding.code(),
                    finding.axis().name(),
                    finding.verdict().name(),
                    finding.statute(),
                    finding.reason(),
                    finding.cure(),
                    policy.orElse(null));
        }
    }

    /** One move that was made; its reason only where the reader may know it. */
    @Schema(
            name = "MadeMove",
            description = "A move that was made.",
            requiredProperties = {"move", "from", "to", "at", "by", "role", "reason"})
    public record MovedJson(String move, String from, String to, String at, String by, String role, String reason) {
        static MovedJson of(Moved moved, Actor reader) {
            return new MovedJson(
                    moved.move().name(),
                    moved.from().name(),
                    moved.to().name(),
                    moved.at().toString(),
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
            @Nullable List<String> moves,
            @Nullable List<MovedJson> timeline,
            Map<String, Object> parts) {
        Process process = request.process();
        return new RequestJson(
                request.reference().value(),
                request.status().name(),
                process.instrument().name(),
                process.legal().court(),
                process.courtName(),
                process.judge(),
                process.docket(),
                process.issuedOn().toString(),
                request.agency().name(),
                process.agencyCaseNumber(),
                process.nondisclosure().map(Object::toString).orElse(null),
                text(request.succession().preservation()),
                text(request.succession().followedBy()),
                FilingJson.of(request.terms()),
                request.termsHash().hex(),
                request.documentHash().hex(),
                request.receivedAt().toString(),
                request.dueAt().toString(),
                findings,
                moves,
                timeline,
                parts);
    }

    private static @Nullable String text(@Nullable CaseReference reference) {
        return reference == null ? null : reference.value();
    }
}
