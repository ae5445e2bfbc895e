package org.tipstaff.sealing;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import com.google.crypto.tink.signature.SignatureConfig;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys as files in a directory, each a Tink keyset sealed under the master key and bound to its name, so that one file
 * cannot stand in for another. Several threads and several copies of the application may share the directory.
 */
final class DirectoryKeyStore implements KeyStore {
    static {
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
            StreamingAeadConfig.register();
            MacConfig.register();
            SignatureConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Path directory;
    private final MasterKey master;
    private final Map<KeyName, Opened> opened = new HashMap<>();

    private record Opened(KeyFile.Stamp stamp, KeysetHandle handle) {}

    /**
     * @throws IllegalStateException where the master key does not open what lies in the directory
     */
    DirectoryKeyStore(Path directory, MasterKey master) {
        this.directory = directory;
        this.master = master;
        try {
            for (KeyName name : KeyFile.namesIn(directory)) {
                // One is enough that is whole: a process that died may have left only zeros.
                if (find(name).isPresent()) {
                    return;
                }
            }
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "The master key does not open the keys in tipstaff.keys.directory: it is another one's", e);
        }
    }

    @Override
    public synchronized KeysetHandle getOrCreate(KeyName name, Parameters parameters) {
        Optional<KeysetHandle> present = find(name);
        if (present.isPresent()) {
            return present.get();
        }
        try {
            new KeyFile(directory, name).keep(master.seal(KeysetHandle.generateNew(parameters), name));
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + name + " cannot be kept", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + name + " cannot be made", e);
        }
        // Read back what is on disk: another copy of the application may have been first.
        return find(name).orElseThrow(() -> new IllegalStateException("The key " + name + " was destroyed meanwhile"));
    }

    @Override
    public synchronized Optional<KeysetHandle> find(KeyName name) {
        try {
            KeyFile file = new KeyFile(directory, name);
            Optional<KeyFile.Stamp> stamp = file.stamp();
            if (stamp.isEmpty()) {
                opened.remove(name);
                return Optional.empty();
            }
            Opened known = opened.get(name);
            if (known == null || !known.stamp().equals(stamp.get())) {
                known = new Opened(stamp.get(), open(name, file.read()));
                opened.put(name, known);
            }
            return Optional.of(known.handle());
        } catch (NoSuchFileException e) {
            opened.remove(name);
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + name + " cannot be read", e);
        }
    }

    private KeysetHandle open(KeyName name, byte[] sealed) {
        return unseal(name, sealed).key();
    }

    private MasterKey.Opened unseal(KeyName name, byte[] sealed) {
        try {
            return master.open(sealed, name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + name + " is damaged or lies under another master key", e);
        }
    }

    /**
     * Seals under the present master key what still lies under the other one. May be interrupted and repeated, and runs
     * beside everything else: a key that is destroyed meanwhile stays destroyed.
     *
     * @return how many keys were sealed anew
     * @throws IllegalStateException where a key opens under neither
     */
    int resealAll() {
        int resealed = 0;
        for (KeyName name : KeyFile.namesIn(directory)) {
            resealed += reseal(new KeyFile(directory, name)) ? 1 : 0;
        }
        return resealed;
    }

    private boolean reseal(KeyFile file) {
        try {
            if (file.stamp().isEmpty()) {
                return false;
            }
            MasterKey.Opened found = unseal(file.name(), file.read());
            if (found.current()) {
                return false;
            }
            file.replace(master.seal(found.key(), file.name()));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + file.name() + " cannot be sealed anew", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key " + file.name() + " cannot be sealed anew", e);
        }
    }

    @Override
    public synchronized void destroy(KeyName name) {
        try {
            opened.remove(name);
            new KeyFile(directory, name).destroy();
        } catch (IOException e) {
            throw new UncheckedIOException("The key " + name + " cannot be destroyed", e);
        }
    }

    @Override
    public List<KeyName> list(String prefix) {
        return KeyFile.namesIn(directory).stream()
                .filter(name -> name.value().startsWith(prefix))
                .toList();
    }
}
