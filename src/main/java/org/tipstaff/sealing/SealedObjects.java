package org.tipstaff.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Bytes at rest: each object is sealed (streaming AEAD, bound to its name) under a named key and kept where the
 * configuration says. Writing and deleting join the caller's transaction where there is one.
 */
public interface SealedObjects {
    /**
     * Seals what the writer writes, in bounded memory. An object of the same name is replaced.
     *
     * @param key made where it is missing
     * @return hash of the sealed bytes as they lie at rest
     * @throws IOException where the writer or the store fails; then nothing is kept
     */
    Sha256 write(ObjectName name, KeyName key, ContentWriter writer) throws IOException;

    /**
     * Opens an object as a stream of the plain bytes; a changed byte fails the reading.
     *
     * <p>Whoever destroys the key of an object deletes the object too, so one that lies there without its key was not
     * destroyed: the key store is not whole, for instance a directory that is not mounted.
     *
     * @throws NoSuchObject where the object is not (or no longer) there
     * @throws org.tipstaff.web.Problem UNAVAILABLE where it is, and its key is not in the key store
     */
    InputStream read(ObjectName name, KeyName key) throws IOException;

    /** The hash of the sealed bytes as they lie now, computed anew. */
    Sha256 hash(ObjectName name) throws IOException;

    /** Idempotent. */
    void delete(ObjectName name);

    List<ObjectName> list(String prefix);

    /** Writes the plain bytes of an object. */
    @FunctionalInterface
    interface ContentWriter {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The object was never there, or was destroyed. */
    final class NoSuchObject extends IOException {
        private static final long serialVersionUID = 1L;

        public NoSuchObject(ObjectName name) {
            super("No readable object " + name);
        }
    }
}
