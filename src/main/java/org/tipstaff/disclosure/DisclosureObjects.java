package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.SealedObjects;

/** The files of disclosures at rest, each sealed under a key of its own request. */
@ApplicationScoped
class DisclosureObjects {
    /** The unsigned document, for the custodian's reading. */
    static final String PREVIEW = "preview";

    private final SealedObjects objects;

    DisclosureObjects(SealedObjects objects) {
        this.objects = objects;
    }

    void keep(CaseReference reference, String what, Path file) throws IOException {
        objects.write(name(reference, what), key(reference), out -> Files.copy(file, out));
    }

    InputStream open(CaseReference reference, String what) throws IOException {
        return objects.read(name(reference, what), key(reference));
    }

    void restore(CaseReference reference, String what, Path file) throws IOException {
        try (InputStream in = open(reference, what)) {
            Files.copy(in, file);
        }
    }

    private static ObjectName name(CaseReference reference, String what) {
        return new ObjectName("disclosure/" + reference + "/" + what);
    }

    private static KeyName key(CaseReference reference) {
        return new KeyName("request/" + reference.value().toLowerCase(Locale.ROOT) + "/disclosure");
    }
}
