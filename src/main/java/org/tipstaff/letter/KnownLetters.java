package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tipstaff.disclosure.OtherDocuments;
import org.tipstaff.request.CaseReference;
import org.tipstaff.request.Requests;
import org.tipstaff.request.Status;
import org.tipstaff.sealing.Sha256;

/**
 * What {@code /verify} and the auditors' records say of a letter: which kind it is, when it was signed and by whom it was
 * issued.
 */
@ApplicationScoped
class KnownLetters implements OtherDocuments {
    private static final String TAKEN_BACK =
            "The decision that it tells of was taken up again after its date: do not rely on it. The agency reads at"
                    + " the portal what was decided since. It discloses no records.";

    private final LetterTable table;
    private final Requests requests;

    KnownLetters(LetterTable table, Requests requests) {
        this.table = table;
        this.requests = requests;
    }

    /** A grant goes by the round that it was made in; what the other letters tell of has happened. */
    private boolean stands(Letter letter) {
        return letter.kind() != LetterKind.PARTIAL_GRANT
                || letter.occasion().equals(LettersDue.occasion(Status.APPROVED, requests.get(letter.reference())));
    }

    @Override
    public Optional<Found> withHash(Sha256 hash) {
        return table.withHash(hash)
                .flatMap(letter -> letter.file().map(file -> found(letter.kind(), stands(letter), file)));
    }

    @Override
    public List<Signed> of(CaseReference reference) {
        return table.of(reference).stream()
                .flatMap(letter -> letter.file().map(file -> signed(letter, file)).stream())
                .toList();
    }

    private static Signed signed(Letter letter, Letter.Signed file) {
        return new Signed(
                letter.number(),
                letter.kind().title(),
                letter.fileName(),
                file.at(),
                file.issuedBy(),
                file.bytes(),
                file.sha256());
    }

    private static Found found(LetterKind kind, boolean stands, Letter.Signed file) {
        return new Found(
                kind.title(),
                "This file is, byte for byte, a letter that the provider signed: a "
                        + kind.title().toLowerCase(Locale.ROOT) + ".",
                stands ? kind.next() : TAKEN_BACK,
                file.at(),
                file.issuedBy());
    }
}
