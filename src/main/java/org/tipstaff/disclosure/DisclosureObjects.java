package org.tipstaff.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.sealing.Sha256;

/** The files of disclosures at rest, each sealed under a key of its own request. */
@ApplicationScoped
public class DisclosureObjects {
    /** The unsigned document, for the custodian's reading. */
    public static final String PREVIEW = "preview";

    private final SealedObjects objects;
    private final KeyStore keys;

    DisclosureObjects(SealedObjects objects, KeyStore keys) {
        this.objects = objects;
        this.keys = keys;
    }

    public void keep(Edition edition, String what, Path file) throws IOException {
        objects.write(name(edition, what), key(edition.reference()), out -> Files.copy(file, out));
    }

    public InputStream open(Edition edition, String what) throws IOException {
        return objects.read(name(edition, what), key(edition.reference()));
    }

    public void restore(Edition edition, String what, Path file) throws IOException {
        try (InputStream in = open(edition, what)) {
            Files.copy(in, file);
        }
    }

    /** @throws IllegalStateException where the stored file is not the one that was recorded */
    public void check(Edition edition, Disclosure.File file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(open(edition, file.object()), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (!Sha256.of(digest).equals(file.entry().sha256())) {
            throw new IllegalStateException("A file of " + edition + " is not the one that was prepared");
        }
    }

    /**
     * Destroys the key and with it every copy and backup of the files, then the files. Idempotent.
     *
     * @return how many files there were
     */
    public int destroy(CaseReference reference) {
        keys.destroy(key(reference));
        List<ObjectName> files = objects.list("disclosure/" + reference + "/");
        files.forEach(objects::delete);
        return files.size();
    }

    /**
     * Deletes the files of an edition that was not signed; the key stays, for what is prepared in its place. Idempotent.
     *
     * @return how many files there were
     */
    public int delete(Edition edition) {
        String own = "disclosure/" + edition.reference() + "/" + edition.path("");
        // The first edition has no folder of its own: a later one's is no part of it.
        List<ObjectName> files = objects.list(own).stream()
                .filter(file -> file.value().indexOf('/', own.length()) < 0)
                .toList();
        files.forEach(objects::delete);
        return files.size();
    }

    private static ObjectName name(Edition edition, String what) {
        return new ObjectName("disclosure/" + edition.reference() + "/" + edition.path(what));
    }

    private static KeyName key(CaseReference reference) {
        return reference.key("disclosure");
    }
}
