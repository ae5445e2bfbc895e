package org.tipstaff.hold;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.tipstaff.sealing.KeyName;
import org.tipstaff.sealing.KeyStore;

/** The keys of a process that may be stopped just after it has destroyed one, as the database's triggers stop it elsewhere. */
final class StoppingKeys implements KeyStore {
    private final KeyStore keys;
    private final DataSource source;

    StoppingKeys(KeyStore keys, DataSource source) {
        this.keys = keys;
        this.source = source;
    }

    @Override
    public void destroy(KeyName name) {
        keys.destroy(name);
        try (Connection connection = source.getConnection();
                PreparedStatement stop = connection.prepareStatement("SELECT race_stop(?)")) {
            stop.setString(1, name.value().endsWith("/handles") ? "HALF_OF_THE_KEYS" : "KEYS_GONE");
            stop.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public KeysetHandle getOrCreate(KeyName name, Parameters parameters) {
        return keys.getOrCreate(name, parameters);
    }

    @Override
    public Optional<KeysetHandle> find(KeyName name) {
        return keys.find(name);
    }

    @Override
    public List<KeyName> list(String prefix) {
        return keys.list(prefix);
    }
}
