package org.tipstaff.signing.demonstration;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.tipstaff.signing.SigningException;

/**
 * The demonstration's keys on disk: one PKCS#12 file and the generated password that opens it, both readable by this user
 * only. Each file is replaced in one step, so that a stop in between leaves the old one or the new one.
 */
public final class DemonstrationStore {
    private static final String STORE = "demonstration.p12";
    private static final String PASSWORD = "password";

    private final Path directory;
    private final char[] password;
    private final KeyStore keys;

    private DemonstrationStore(Path directory, char[] password, KeyStore keys) {
        this.directory = directory;
        this.password = password;
        this.keys = keys;
    }

    public static DemonstrationStore open(Path directory) {
        try {
            Files.createDirectories(directory);
            Path store = directory.resolve(STORE);
            boolean stored = Files.exists(store);
            char[] password = password(directory.resolve(PASSWORD), stored);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored ? new ByteArrayInputStream(Files.readAllBytes(store)) : null, password);
            return new DemonstrationStore(directory, password, keys);
        } catch (IOException | GeneralSecurityException e) {
            throw new SigningException(
                    "The demonstration's keys do not open; delete their directory to have new ones made", e);
        }
    }

    private static char[] password(Path file, boolean needed) throws IOException {
        if (Files.exists(file)) {
            return Files.readString(file).strip().toCharArray();
        }
        if (needed) {
            throw new IOException("the file with the password is missing");
        }
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        replace(file, password.getBytes(StandardCharsets.US_ASCII));
        return password.toCharArray();
    }

    Path file() {
        return directory.resolve(STORE);
    }

    char[] password() {
        return password.clone();
    }

    public Optional<CertificateMaker.Identity> find(String alias) {
        try {
            if (keys.getKey(alias, password) instanceof PrivateKey key) {
                return Optional.of(new CertificateMaker.Identity(
                        key,
                        Arrays.stream(keys.getCertificateChain(alias))
                                .map(X509Certificate.class::cast)
                                .toList()));
            }
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new SigningException("A key of the demonstration does not open", e);
        }
    }

    void put(String alias, CertificateMaker.Identity identity) {
        try {
            keys.setKeyEntry(alias, identity.key(), password, identity.chain().toArray(new Certificate[0]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            keys.store(out, password);
            replace(file(), out.toByteArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new SigningException("A key of the demonstration could not be stored", e);
        }
    }

    Optional<byte[]> read(String name) {
        Path file = directory.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new SigningException("A file of the demonstration cannot be read: " + name, e);
        }
    }

    void write(String name, byte[] content) {
        try {
            replace(directory.resolve(name), content);
        } catch (IOException e) {
            throw new SigningException("A file of the demonstration cannot be written: " + name, e);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            channel.write(java.nio.ByteBuffer.wrap(content));
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
