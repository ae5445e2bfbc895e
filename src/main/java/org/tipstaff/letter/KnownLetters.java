package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tipstaff.disclosure.OtherDocuments;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.Sha256;

/**
 * What {@code /verify} and the auditors' records say of a letter: which kind it is, when it was signed and by whom it was
 * issued.
 */
@ApplicationScoped
class KnownLetters implements OtherDocuments {
    private final LetterTable table;

    KnownLetters(LetterTable table) {
        this.table = table;
    }

    @Override
    public Optional<Found> withHash(Sha256 hash) {
        return table.withHash(hash).flatMap(letter -> letter.file().map(file -> found(letter.kind(), file)));
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

    private static Found found(LetterKind kind, Letter.Signed file) {
        return new Found(
                kind.title(),
                "This file is, byte for byte, a letter that the provider signed: a "
                        + kind.title().toLowerCase(Locale.ROOT) + ".",
                kind.next(),
                file.at(),
                file.issuedBy());
    }
}
