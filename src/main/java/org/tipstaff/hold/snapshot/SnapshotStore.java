package org.tipstaff.hold.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import org.tipstaff.process.Terms;
import org.tipstaff.request.CaseReference;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;
import org.tipstaff.sealing.ObjectName;
import org.tipstaff.sealing.SealedObjects;
import org.tipstaff.sealing.Sha256;

/** Where the rows of a request lie: one sealed object, under a key that seals nothing else. */
@ApplicationScoped
public class SnapshotStore {
    private final SealedObjects objects;
    private final KeyStore keys;

    public SnapshotStore(SealedObjects objects, KeyStore keys) {
        this.objects = objects;
        this.keys = keys;
    }

    /** Writes the rows of a snapshot. */
    @FunctionalInterface
    public interface Filling {
        void fill(SnapshotWriter writer) throws IOException;
    }

    public static ObjectName object(CaseReference reference) {
        return new ObjectName("hold/" + reference + "/snapshot");
    }

    /** The order document and the disclosure have keys of their own, so that this one can be destroyed alone. */
    static KeyName key(CaseReference reference) {
        return reference.key("snapshot");
    }

    public Sha256 write(CaseReference reference, Terms terms, Filling filling) throws IOException {
        return objects.write(object(reference), key(reference), out -> {
            try (SnapshotWriter writer = new SnapshotWriter(out, terms)) {
                filling.fill(writer);
                writer.finish();
            }
        });
    }

    /**
     * @param recorded hash noted when the rows were frozen
     * @throws SnapshotDamaged where the bytes at rest are not those
     */
    public SnapshotReader open(CaseReference reference, Sha256 recorded) throws IOException {
        if (!objects.hash(object(reference)).equals(recorded)) {
            throw new SnapshotDamaged(reference, "the hash of the sealed bytes is another than recorded");
        }
        InputStream plain = objects.read(object(reference), key(reference));
        try {
            return new SnapshotReader(plain);
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** Cannot be undone, whatever becomes of a transaction. Idempotent. */
    public void destroyKey(CaseReference reference) {
        keys.destroy(key(reference));
    }

    /** Joins the caller's transaction. Idempotent. */
    public void delete(CaseReference reference) {
        objects.delete(object(reference));
    }
}
