package org.tipstaff.letter;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;
import org.tipstaff.signing.SigningStage;

/**
 * A letter that is due or was signed.
 *
 * @param occasion what it is written for, once of its kind: a status and the round, for example {@code REFUSED-1}
 * @param number for example {@code TS-26-004182-L1}: the reference and a running number
 * @param dated the instant of its cause, which it tells of
 * @param signed none while it is being written
 * @param waitsFor what its signature waits for; none where it waits for nothing
 */
public record Letter(
        CaseReference reference,
        LetterKind kind,
        String occasion,
        String number,
        Instant dated,
        @Nullable Signed signed,
        @Nullable SigningStage waitsFor) {
    /**
     * What left the house.
     *
     * @param issuedBy the people who decided, or the portal on behalf of the provider; never somebody who did not act
     * @param bytes of the newest revision of the file
     * @param sha256 of that revision
     * @param revision 1 as it was signed; each further document time-stamp makes another
     */
    public record Signed(Instant at, String issuedBy, long bytes, Sha256 sha256, int revision) {}

    /** The signed file, where there is one. */
    public Optional<Signed> file() {
        return Optional.ofNullable(signed);
    }

    String fileName() {
        return number + ".pdf";
    }

    @Override
    public String toString() {
        return number;
    }
}
