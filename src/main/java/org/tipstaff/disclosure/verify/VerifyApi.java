package org.tipstaff.disclosure.verify;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** Public: looks up the fingerprint of a file. The file itself stays with whoever asks. */
@Path("/api/v1/verify/{sha256}")
@Tag(name = "verify", description = "Whether a file is what the provider disclosed.")
public class VerifyApi {
    private final Verification verification;

    public VerifyApi(Verification verification) {
        this.verification = verification;
    }

    @GET
    @Operation(
            extensions = @Extension(name = "x-public", value = "true"),
            operationId = "verifyFingerprint",
            summary = "Whether a file with this fingerprint is genuine",
            description = "Public. The file itself stays with whoever asks, and the answer has no facts of the case.")
    @APIResponse(
            responseCode = "200",
            description = "What is known of the fingerprint; UNKNOWN is an answer too.",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = AnswerJson.class)))
    @APIResponse(responseCode = "422", ref = "Problem422")
    @APIResponse(responseCode = "429", ref = "Problem429")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public AnswerJson verify(
            @Parameter(
                            description = "SHA-256 of the file, 64 hexadecimal digits.",
                            example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                            schema = @Schema(type = SchemaType.STRING, pattern = "^[0-9A-Fa-f]{64}$"))
                    @PathParam("sha256")
                    String hex) {
        return AnswerJson.of(verification.verify(hash(hex)));
    }

    static Sha256 hash(String hex) {
        try {
            return new Sha256(hex.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("sha256", "A SHA-256 fingerprint has 64 digits 0-9 and a-f");
        }
    }

    /** The answer; no facts of the case. {@code document} is the kind of a file that is genuine and no disclosure. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Verification", description = "What is known of a fingerprint.")
    public record AnswerJson(
            Verification.Verdict verdict,
            @Schema(pattern = Sha256.FORM) String sha256,

            @Schema(description = "One sentence for people.")
            String meaning,

            @Schema(description = "What to do now, for people.")
            String next,

            @Nullable Instant signedAt,
            @Nullable String signedBy,
            @Nullable Instant recalledAt,
            @Nullable SuccessorJson supersededBy,

            @Schema(description = "Which part of a disclosure the file is.") @Nullable
            String part,

            @Schema(description = "What the file is, where it is no disclosure.") @Nullable
            String document) {
        static AnswerJson of(Verification.Answer answer) {
            return new AnswerJson(
                    answer.verdict(),
                    answer.sha256().hex(),
                    answer.meaning(),
                    answer.next(),
                    answer.signedAt(),
                    answer.signedBy(),
                    answer.recalledAt(),
                    SuccessorJson.of(answer.successor()),
                    answer.part().isEmpty() ? null : answer.part(),
                    answer.other() == null ? null : answer.other().title());
        }
    }

    /** The disclosure that takes the place of a recalled one. */
    @Schema(name = "Successor", description = "The disclosure that takes the place of a recalled one.")
    public record SuccessorJson(String number, Instant signedAt) {
        static @Nullable SuccessorJson of(Verification.@Nullable Successor successor) {
            return successor == null ? null : new SuccessorJson(successor.number(), successor.signedAt());
        }
    }
}
