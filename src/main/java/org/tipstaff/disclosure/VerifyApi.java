package org.tipstaff.disclosure;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.web.Problem;

/** Public: looks up the fingerprint of a file. The file itself stays with whoever asks. */
@Path("/api/v1/verify/{sha256}")
public class VerifyApi {
    private final Verification verification;

    public VerifyApi(Verification verification) {
        this.verification = verification;
    }

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public AnswerJson verify(@PathParam("sha256") String hex) {
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
    public record AnswerJson(
            String verdict,
            String sha256,
            String meaning,
            String next,
            @Nullable String signedAt,
            @Nullable String signedBy,
            @Nullable String recalledAt,
            @Nullable SuccessorJson supersededBy,
            @Nullable String part,
            @Nullable String document) {
        static AnswerJson of(Verification.Answer answer) {
            return new AnswerJson(
                    answer.verdict().name(),
                    answer.sha256().hex(),
                    answer.meaning(),
                    answer.next(),
                    answer.signedAt() == null ? null : answer.signedAt().toString(),
                    answer.signedBy(),
                    answer.recalledAt() == null ? null : answer.recalledAt().toString(),
                    SuccessorJson.of(answer.successor()),
                    answer.part().isEmpty() ? null : answer.part(),
                    answer.other() == null ? null : answer.other().title());
        }
    }

    /** The disclosure that takes the place of a recalled one. */
    public record SuccessorJson(String number, String signedAt) {
        static @Nullable SuccessorJson of(Verification.@Nullable Successor successor) {
            return successor == null
                    ? null
                    : new SuccessorJson(successor.number(), successor.signedAt().toString());
        }
    }
}
