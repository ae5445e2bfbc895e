package org.tipstaff.letter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.Moved;

/**
 * A letter in the API.
 *
 * @param kind a name of {@link LetterKind}
 * @param dated RFC 3339: the instant of what it tells of
 * @param state {@code SIGNED}, or {@code BEING_WRITTEN}; then there is no file yet
 * @param sha256 of the signed file
 * @param takenBackAt when what a partial grant tells of was taken back; left out while it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Letter",
        description = "A letter of the provider; without a file while it is being written.",
        requiredProperties = {"number", "kind", "title", "dated", "state"},
        extensions = @Extension(name = "x-part-of-request", value = "letters[]"))
public record LetterJson(
        String number,
        String kind,
        String title,
        String dated,
        String state,
        @Nullable String signedAt,
        @Nullable String issuedBy,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable String takenBackAt) {
    static LetterJson of(Letter letter, Optional<Moved> takenBack) {
        Letter.Signed signed = letter.signed();
        return new LetterJson(
                letter.number(),
                letter.kind().name(),
                letter.kind().title(),
                letter.dated().toString(),
                signed == null ? "BEING_WRITTEN" : "SIGNED",
                signed == null ? null : signed.at().toString(),
                signed == null ? null : signed.issuedBy(),
                signed == null ? null : signed.bytes(),
                signed == null ? null : signed.sha256().hex(),
                takenBack.map(moved -> moved.at().toString()).orElse(null));
    }
}
