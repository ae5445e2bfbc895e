package org.tipstaff.sealing;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Sealed objects as rows of PostgreSQL: AES256-GCM-HKDF streaming AEAD with the object's name as associated data, so
 * that a stored object cannot be passed off as another.
 */
@ApplicationScoped
public class PostgresSealedObjects implements SealedObjects {
    private static final AesGcmHkdfStreamingParameters STREAM = parameters();

    private final KeyStore keys;
    private final DataSource source;

    public PostgresSealedObjects(KeyStore keys, DataSource source) {
        this.keys = keys;
        this.source = source;
    }

    private static AesGcmHkdfStreamingParameters parameters() {
        try {
            return AesGcmHkdfStreamingParameters.builder()
                    .setKeySizeBytes(32)
                    .setDerivedAesGcmKeySizeBytes(32)
                    .setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
                    .setCiphertextSegmentSizeBytes(64 * 1024)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("These parameters are within what the algorithm takes", e);
        }
    }

    @Override
    public Sha256 write(ObjectName name, KeyName key, ContentWriter writer) throws IOException {
        StreamingAead aead = aead(keys.getOrCreate(key, STREAM));
        try (StoreTransaction transaction = StoreTransaction.on(source)) {
            Connection connection = transaction.connection();
            long id = nextId(connection);
            ChunkOutput chunks = new ChunkOutput(connection, id);
            // Closed only on success: closing writes the final segment, and half an object must never look whole.
            OutputStream plain = aead.newEncryptingStream(chunks, boundTo(name));
            writer.writeTo(plain);
            plain.close();
            chunks.finish();
            Sha256 hash = chunks.hash();
            remove(connection, name);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO sealed_object (id, name, key_name, bytes, chunks, sha256)"
                            + " OVERRIDING SYSTEM VALUE VALUES (?, ?, ?, ?, ?, ?)")) {
                insert.setLong(1, id);
                insert.setString(2, name.value());
                insert.setString(3, key.value());
                insert.setLong(4, chunks.bytes());
                insert.setInt(5, chunks.chunks());
                insert.setBytes(6, hash.bytes());
                insert.executeUpdate();
            }
            transaction.complete();
            return hash;
        } catch (SQLException e) {
            throw new IOException("The object store failed; nothing was kept of " + name, e);
        } catch (GeneralSecurityException e) {
            throw new IOException("The object " + name + " cannot be sealed", e);
        }
    }

    @Override
    public InputStream read(ObjectName name, KeyName key) throws IOException {
        ChunkInput.Stored stored = find(name).orElseThrow(() -> new NoSuchObject(name));
        KeysetHandle handle = keys.find(key).orElseThrow(Sealer::keyMissing);
        ChunkInput sealed = new ChunkInput(source, stored);
        try {
            return aead(handle).newDecryptingStream(sealed, boundTo(name));
        } catch (GeneralSecurityException e) {
            throw new IOException("The object " + name + " cannot be opened", e);
        }
    }

    @Override
    public Sha256 hash(ObjectName name) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[ChunkOutput.CHUNK];
        try (InputStream sealed = new ChunkInput(source, find(name).orElseThrow(() -> new NoSuchObject(name)))) {
            for (int n = sealed.read(buffer); n >= 0; n = sealed.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sha256.of(digest);
    }

    @Override
    public void delete(ObjectName name) {
        try (StoreTransaction transaction = StoreTransaction.on(source)) {
            remove(transaction.connection(), name);
            transaction.complete();
        } catch (SQLException e) {
            throw new IllegalStateException("The object " + name + " cannot be deleted", e);
        }
    }

    @Override
    public List<ObjectName> list(String prefix) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT name FROM sealed_object WHERE starts_with(name, ?) ORDER BY name COLLATE \"C\"")) {
            select.setString(1, prefix);
            List<ObjectName> names = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    names.add(new ObjectName(found.getString(1)));
                }
            }
            return List.copyOf(names);
        } catch (SQLException e) {
            throw new IllegalStateException("The object store cannot be listed", e);
        }
    }

    private Optional<ChunkInput.Stored> find(ObjectName name) throws IOException {
        try (Connection connection = source.getConnection();
                PreparedStatement select =
                        connection.prepareStatement("SELECT id, chunks FROM sealed_object WHERE name = ?")) {
            select.setString(1, name.value());
            try (ResultSet found = select.executeQuery()) {
                return found.next()
                        ? Optional.of(new ChunkInput.Stored(found.getLong(1), found.getInt(2)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IOException("The object store cannot be read", e);
        }
    }

    private static long nextId(Connection connection) throws SQLException {
        try (PreparedStatement next =
                        connection.prepareStatement("SELECT nextval(pg_get_serial_sequence('sealed_object', 'id'))");
                ResultSet id = next.executeQuery()) {
            id.next();
            return id.getLong(1);
        }
    }

    /** Takes the name's lock first, so that of two writers of one name the second replaces what the first wrote. */
    private static void remove(Connection connection, ObjectName name) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('sealed ' || ?, 0))")) {
            lock.setString(1, name.value());
            lock.execute();
        }
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM sealed_object WHERE name = ?")) {
            delete.setString(1, name.value());
            delete.executeUpdate();
        }
    }

    private static StreamingAead aead(KeysetHandle handle) throws IOException {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), StreamingAead.class);
        } catch (GeneralSecurityException e) {
            throw new IOException("The key is not one for sealed objects", e);
        }
    }

    private static byte[] boundTo(ObjectName name) {
        return name.value().getBytes(StandardCharsets.US_ASCII);
    }
}
