package org.tipstaff.letter;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.SealedObjects;

/**
 * The signed letters at rest. They name handles, so they are sealed; under a key of their own, because a certificate of
 * destruction MUST outlive the key that it tells of.
 */
@ApplicationScoped
class LetterObjects {
    private final SealedObjects objects;

    LetterObjects(SealedObjects objects) {
        this.objects = objects;
    }

    void keep(String number, CaseReference reference, int revision, Path file) throws IOException {
        objects.write(name(number, reference, revision), key(reference), out -> Files.copy(file, out));
    }

    /** The newest revision of a signed letter. */
    InputStream open(Letter letter) throws IOException {
        return open(letter, letter.file().orElseThrow().revision());
    }

    InputStream open(Letter letter, int revision) throws IOException {
        return objects.read(name(letter.number(), letter.reference(), revision), key(letter.reference()));
    }

    private static ObjectName name(String number, CaseReference reference, int revision) {
        return new ObjectName("letter/" + reference + "/" + number + (revision == 1 ? "" : "-" + revision));
    }

    private static KeyName key(CaseReference reference) {
        return reference.key("letter");
    }
}
