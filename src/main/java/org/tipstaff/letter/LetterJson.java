package org.tipstaff.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.Moved;
import org.tipstaff.sealing.Sha256;

/**
 * A letter in the API.
 *
 * @param dated the instant of what it tells of
 * @param sha256 of the signed file
 * @param takenBackAt when what a partial grant tells of was taken back; left out while it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Letter",
        description = "A letter of the provider; without a file while it is being written.",
        extensions = @Extension(name = "x-part-of-request", value = "letters[]"))
public record LetterJson(
        @Schema(examples = "TS-26-000123-L1") String number,
        LetterKind kind,
        String title,

        @Schema(description = "The instant of what it tells of.")
        Instant dated,

        State state,
        @Nullable Instant signedAt,

        @Schema(description = "Whose signature it bears.") @Nullable
        String issuedBy,

        @Nullable Long bytes,

        @Schema(pattern = Sha256.FORM, description = "Of the signed file.") @Nullable
        String sha256,

        @Schema(description = "When what a partial grant tells of was taken back; left out while it stands.") @Nullable
        Instant takenBackAt) {
    /** How far it is. */
    @Schema(name = "LetterState", description = "While it is being written it has no file.")
    public enum State {
        BEING_WRITTEN,
        SIGNED
    }

    static LetterJson of(Letter letter, Optional<Moved> takenBack) {
        Letter.Signed signed = letter.signed();
        return new LetterJson(
                letter.number(),
                letter.kind(),
                letter.kind().title(),
                letter.dated(),
                signed == null ? State.BEING_WRITTEN : State.SIGNED,
                signed == null ? null : signed.at(),
                signed == null ? null : signed.issuedBy(),
                signed == null ? null : signed.bytes(),
                signed == null ? null : signed.sha256().hex(),
                takenBack.map(Moved::at).orElse(null));
    }
}
