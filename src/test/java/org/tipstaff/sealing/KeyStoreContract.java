package org.tipstaff.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every key store must do, wherever it keeps the keys. */
abstract class KeyStoreContract {
    static final KeyName NAME = new KeyName("log/2026-11-20/handles");

    /** The store as another copy of the application, or the next start, sees it. */
    abstract KeyStore store();

    static KeysetHandle make(KeyStore store, KeyName name) {
        return store.getOrCreate(name, PredefinedAeadParameters.AES256_GCM);
    }

    static byte[] seal(KeysetHandle key) throws Exception {
        return key.getPrimitive(RegistryConfiguration.get(), Aead.class)
                .encrypt("plain".getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    static byte[] open(KeysetHandle key, byte[] sealed) throws Exception {
        return key.getPrimitive(RegistryConfiguration.get(), Aead.class).decrypt(sealed, new byte[0]);
    }

    @Test
    void a_key_survives_a_restart() throws Exception {
        byte[] sealed = seal(make(store(), NAME));
        assertThat(open(store().find(NAME).orElseThrow(), sealed)).asString().isEqualTo("plain");
    }

    @Test
    void threads_and_copies_of_the_application_that_make_one_key_at_once_get_the_same() throws Exception {
        List<KeyStore> copies = List.of(store(), store(), store());
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try {
            for (int round = 0; round < 20; round++) {
                KeyName name = new KeyName("request/race-" + round);
                CyclicBarrier start = new CyclicBarrier(12);
                List<Future<KeysetHandle>> made = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    KeyStore copy = copies.get(i % 3);
                    Callable<KeysetHandle> maker = () -> {
                        start.await();
                        return make(copy, name);
                    };
                    made.add(threads.submit(maker));
                }
                byte[] sealed = seal(made.get(0).get());
                for (Future<KeysetHandle> one : made) {
                    assertThat(open(one.get(), sealed)).asString().isEqualTo("plain");
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_destroyed_key_is_gone_from_disk_and_from_the_memory_of_every_copy() throws Exception {
        KeyStore one = store();
        KeyStore other = store();
        byte[] sealed = seal(make(one, NAME));
        assertThat(other.find(NAME)).isPresent();

        one.destroy(NAME);
        one.destroy(NAME);

        assertThat(one.find(NAME)).isEmpty();
        assertThat(other.find(NAME)).isEmpty();
        assertThat(store().find(NAME)).isEmpty();
        KeysetHandle successor = make(one, NAME);
        assertThatThrownBy(() -> open(successor, sealed)).isInstanceOf(java.security.GeneralSecurityException.class);
        assertThatThrownBy(() -> open(other.find(NAME).orElseThrow(), sealed))
                .isInstanceOf(java.security.GeneralSecurityException.class);
    }

    @Test
    void names_are_listed_by_prefix_and_a_key_may_lie_beside_a_directory_of_its_name() {
        KeyStore store = store();
        make(store, new KeyName("request/ts-26-000017"));
        make(store, new KeyName("request/ts-26-000017/snapshot"));
        make(store, NAME);
        assertThat(store.list("request/"))
                .containsExactly(new KeyName("request/ts-26-000017"), new KeyName("request/ts-26-000017/snapshot"));
        assertThat(store.list("")).hasSize(3);
    }
}
