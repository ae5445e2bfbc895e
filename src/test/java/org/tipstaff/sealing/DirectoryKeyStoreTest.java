package org.tipstaff.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryKeyStoreTest extends KeyStoreContract {
    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW = OLD.replaceFirst("A", "B");

    @TempDir
    Path directory;

    @Override
    KeyStore store() {
        return TestKeys.in(directory);
    }

    @Test
    void a_process_that_died_between_overwriting_and_removing_a_key_has_destroyed_it() throws Exception {
        make(store(), NAME);
        make(store(), new KeyName("log/2026-11-21/handles"));
        Path file = directory.resolve(NAME.value() + ".key");
        Files.write(file, new byte[(int) Files.size(file)]);

        KeyStore next = store();
        assertThat(next.find(NAME)).isEmpty();
        assertThat(next.find(new KeyName("log/2026-11-21/handles"))).isPresent();
        byte[] sealed = seal(make(next, NAME));
        assertThat(open(store().find(NAME).orElseThrow(), sealed)).asString().isEqualTo("plain");
        Files.write(file, new byte[(int) Files.size(file)]);
        next.destroy(NAME);
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void nobody_else_on_the_machine_reads_a_key_file() throws Exception {
        make(store(), NAME);
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> kept = files.filter(file -> file.toString().endsWith(".key"))
                    .filter(Files::isRegularFile)
                    .toList();
            assertThat(kept).hasSize(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.get(0))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void nobody_else_on_the_machine_sees_which_keys_there_are() throws Exception {
        Path made = directory.resolve("above/keys");
        make(TestKeys.in(made), NAME);
        for (Path each : List.of(made, made.getParent(), made.resolve("log/2026-11-20"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .as(each.toString())
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_copy_starts_and_lists_keys_while_another_one_destroys_some() throws Exception {
        KeyName stays = new KeyName("log/2026-11-01/handles");
        make(store(), stays);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> destroying = threads.submit(() -> {
                KeyStore other = store();
                for (int day = 0; !over.get(); day++) {
                    KeyName name = new KeyName("log/2026-12-%02d/handles".formatted(1 + day % 28));
                    make(other, name);
                    other.destroy(name);
                }
            });
            for (int times = 0; times < 3_000; times++) {
                assertThat(store().list("log/")).contains(stays);
            }
            over.set(true);
            destroying.get();
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void a_key_file_put_in_the_place_of_another_does_not_open() throws Exception {
        KeyStore store = store();
        make(store, NAME);
        make(store, new KeyName("log/2026-11-21/handles"));
        Files.copy(
                directory.resolve("log/2026-11-20/handles.key"),
                directory.resolve("log/2026-11-21/handles.key"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> store.find(new KeyName("log/2026-11-21/handles")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void another_master_key_is_noticed_at_the_start() {
        make(store(), NAME);
        byte[] wrong = new byte[32];
        wrong[0] = 1;
        assertThatThrownBy(() -> new DirectoryKeyStore(directory, MasterKey.of(wrong)))
                .hasMessageContaining("does not open the keys");
    }

    @Test
    void without_a_master_key_the_start_is_refused_and_says_what_to_set() {
        assertThatThrownBy(() -> MasterKey.of(configuration(false)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tipstaff.keys.master-key-file")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void the_demonstration_makes_its_master_key_once_and_never_a_second_one_over_existing_keys() throws Exception {
        make(new DirectoryKeyStore(directory, MasterKey.of(configuration(true))), NAME);
        assertThat(new DirectoryKeyStore(directory, MasterKey.of(configuration(true))).find(NAME))
                .isPresent();

        Files.delete(directory.resolve("master.key.b64"));
        assertThatThrownBy(() -> MasterKey.of(configuration(true))).hasMessageContaining("restore it");
    }

    @Test
    void a_master_key_that_is_not_base64_is_refused_without_being_quoted() {
        assertThatThrownBy(() -> MasterKey.of(configuration(Optional.of("s3cret!"))))
                .hasMessageContaining("not base64")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
        assertThatThrownBy(() -> MasterKey.of(configuration(Optional.of("AAAA"))))
                .hasMessageContaining("32 bytes");
    }

    @Test
    void a_key_lies_under_the_new_master_key_after_the_exchange_and_opens_what_it_sealed() throws Exception {
        KeyName destroyed = new KeyName("log/2026-11-19/handles");
        byte[] sealed = seal(make(store(OLD), NAME));
        make(store(OLD), destroyed);
        DirectoryKeyStore exchanging = new DirectoryKeyStore(directory, MasterKey.of(exchange(NEW, OLD)));
        assertThat(exchanging.find(destroyed)).isPresent();
        // A copy of the application that still seals under the old one and already opens under the new one.
        DirectoryKeyStore behind = new DirectoryKeyStore(directory, MasterKey.of(exchange(OLD, NEW)));
        behind.destroy(destroyed);

        assertThat(exchanging.resealAll()).isEqualTo(1);
        assertThat(exchanging.resealAll()).as("already done").isZero();

        assertThat(open(exchanging.find(NAME).orElseThrow(), sealed)).asString().isEqualTo("plain");
        assertThat(open(behind.find(NAME).orElseThrow(), sealed)).asString().isEqualTo("plain");
        assertThat(open(store(NEW).find(NAME).orElseThrow(), sealed)).asString().isEqualTo("plain");
        assertThat(store(NEW).find(destroyed)).isEmpty();
        assertThatThrownBy(() -> store(OLD)).hasMessageContaining("does not open the keys");
    }

    @Test
    void a_key_destroyed_while_it_is_sealed_anew_stays_destroyed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 60; round++) {
                KeyName name = new KeyName("request/exchange-" + round);
                make(store(OLD), name);
                KeyFile file = new KeyFile(directory, name);
                byte[] bytes = file.read();
                CyclicBarrier start = new CyclicBarrier(2);
                Future<?> destroyed = threads.submit(() -> {
                    start.await();
                    file.destroy();
                    return null;
                });
                Future<?> replaced = threads.submit(() -> {
                    start.await();
                    file.replace(bytes);
                    return null;
                });
                destroyed.get();
                replaced.get();
                assertThat(file.stamp()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void what_a_crash_left_of_a_key_goes_with_the_key() throws Exception {
        KeyStore store = store();
        make(store, NAME);
        Path left = directory.resolve("log/2026-11-20/.new-left");
        Files.copy(directory.resolve("log/2026-11-20/handles.key"), left);

        store.destroy(NAME);

        assertThat(left).doesNotExist();
    }

    @Test
    void the_other_master_key_opens_and_never_seals() {
        DirectoryKeyStore exchanging = new DirectoryKeyStore(directory, MasterKey.of(exchange(NEW, OLD)));
        make(exchanging, NAME);
        assertThat(store(NEW).find(NAME)).isPresent();
        assertThatThrownBy(() -> store(OLD)).hasMessageContaining("does not open the keys");
    }

    private DirectoryKeyStore store(String master) {
        return new DirectoryKeyStore(directory, MasterKey.of(configuration(Optional.of(master))));
    }

    private KeyConfiguration exchange(String master, String other) {
        return new Configured(
                directory, Optional.empty(), Optional.of(master), Optional.empty(), Optional.of(other), false);
    }

    private KeyConfiguration configuration(boolean create) {
        return new Configured(
                directory, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), create);
    }

    private KeyConfiguration configuration(Optional<String> masterKey) {
        return new Configured(directory, Optional.empty(), masterKey, Optional.empty(), Optional.empty(), false);
    }

    private record Configured(
            Path directory,
            Optional<Path> masterKeyFile,
            Optional<String> masterKey,
            Optional<Path> otherMasterKeyFile,
            Optional<String> otherMasterKey,
            boolean create)
            implements KeyConfiguration {}
}
