package org.tipstaff.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tipstaff.TestDatabase;
import org.tipstaff.web.Problem;

class PostgresSealedObjectsIT {
    private static final ObjectName NAME = new ObjectName("hold/TS-26-000017/snapshot");
    private static final KeyName KEY = new KeyName("request/ts-26-000017");
    private static final DataSource source = TestDatabase.fresh().application();

    private final KeyStore keys = TestKeys.fresh();
    private final SealedObjects objects = new PostgresSealedObjects(keys, source);

    @BeforeEach
    void empty() throws Exception {
        execute("DELETE FROM sealed_object");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private byte[] read() throws IOException {
        try (InputStream in = objects.read(NAME, KEY)) {
            return in.readAllBytes();
        }
    }

    @Test
    void what_was_written_is_read_whatever_its_size() throws Exception {
        for (int size : new int[] {0, 1, 65_535, 262_144, 262_145, 3_000_001}) {
            Sha256 written = objects.write(NAME, KEY, out -> out.write(bytes(size)));
            assertThat(read()).isEqualTo(bytes(size));
            assertThat(objects.hash(NAME)).isEqualTo(written);
            assertThat(number("SELECT max(octet_length(sealed)) FROM sealed_object_chunk"))
                    .isLessThanOrEqualTo(262_144);
        }
        assertThat(number("SELECT count(*) FROM sealed_object")).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM sealed_object_chunk c"
                        + " WHERE NOT EXISTS (SELECT FROM sealed_object WHERE id = c.object_id)"))
                .isZero();
    }

    @Test
    void the_hash_is_that_of_the_bytes_at_rest() throws Exception {
        Sha256 written = objects.write(NAME, KEY, out -> out.write(bytes(600_000)));
        MessageDigest digest = Sha256.digest();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT sealed FROM sealed_object_chunk ORDER BY object_id, number")) {
            while (rows.next()) {
                digest.update(rows.getBytes(1));
            }
        }
        assertThat(written).isEqualTo(Sha256.of(digest));
    }

    @Test
    void nothing_plain_lies_in_the_table() throws Exception {
        objects.write(NAME, KEY, out -> out.write("+12025550123".repeat(50).getBytes(StandardCharsets.UTF_8)));
        assertThat(number("SELECT count(*) FROM sealed_object_chunk"
                        + " WHERE position('+12025550123'::bytea IN sealed) > 0"))
                .isZero();
    }

    @Test
    void one_changed_byte_fails_the_reading_and_changes_the_hash() throws Exception {
        Sha256 written = objects.write(NAME, KEY, out -> out.write(bytes(600_000)));
        execute("UPDATE sealed_object_chunk SET sealed = set_byte(sealed, 1000, get_byte(sealed, 1000) # 1)"
                + " WHERE number = 1");
        assertThat(objects.hash(NAME)).isNotEqualTo(written);
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void a_missing_tail_is_not_taken_for_the_end() throws Exception {
        objects.write(NAME, KEY, out -> out.write(bytes(600_000)));
        execute("DELETE FROM sealed_object_chunk WHERE number = 2");
        execute("UPDATE sealed_object SET chunks = 2");
        assertThatThrownBy(this::read).isInstanceOf(IOException.class);
    }

    @Test
    void an_object_moved_to_another_name_does_not_open() throws Exception {
        objects.write(NAME, KEY, out -> out.write(bytes(10)));
        execute("UPDATE sealed_object SET name = 'other'");
        assertThatThrownBy(() -> {
                    try (InputStream in = objects.read(new ObjectName("other"), KEY)) {
                        in.readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void when_the_writer_fails_nothing_is_kept_and_the_earlier_object_stays() throws Exception {
        objects.write(NAME, KEY, out -> out.write(bytes(10)));
        assertThatThrownBy(() -> objects.write(NAME, KEY, out -> {
                    out.write(bytes(2_000_000));
                    throw new IOException("disk");
                }))
                .hasMessage("disk");
        assertThat(read()).isEqualTo(bytes(10));
        assertThat(number("SELECT count(*) FROM sealed_object_chunk")).isEqualTo(1);
    }

    @Test
    void an_object_without_its_key_waits_for_it_and_only_one_that_is_not_there_is_gone() throws Exception {
        objects.write(NAME, KEY, out -> out.write(bytes(10)));
        keys.destroy(KEY);
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.UNAVAILABLE));
        objects.delete(NAME);
        assertThatThrownBy(this::read).isInstanceOf(SealedObjects.NoSuchObject.class);
        objects.delete(NAME);
        assertThatThrownBy(() -> objects.hash(NAME)).isInstanceOf(SealedObjects.NoSuchObject.class);
        assertThat(number("SELECT count(*) FROM sealed_object_chunk")).isZero();
    }

    @Test
    void names_are_listed_by_prefix() throws Exception {
        objects.write(NAME, KEY, out -> out.write(1));
        objects.write(new ObjectName("request/TS-26-000017/order"), KEY, out -> out.write(1));
        assertThat(objects.list("hold/")).containsExactly(NAME);
        assertThat(objects.list("")).hasSize(2);
    }

    @Test
    void writing_and_deleting_join_the_callers_transaction() throws Exception {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            SealedObjects joined = new PostgresSealedObjects(keys, enlisted(connection));
            joined.write(NAME, KEY, out -> out.write(bytes(300_000)));
            assertThat(number("SELECT count(*) FROM sealed_object")).isZero();
            connection.rollback();
            assertThat(number("SELECT count(*) FROM sealed_object")).isZero();

            joined.write(NAME, KEY, out -> out.write(bytes(300_000)));
            assertThatThrownBy(() -> joined.write(NAME, KEY, out -> {
                        out.write(bytes(900_000));
                        throw new IOException("disk");
                    }))
                    .hasMessage("disk");
            connection.commit();
        }
        assertThat(read()).isEqualTo(bytes(300_000));
        assertThat(number("SELECT count(*) FROM sealed_object_chunk")).isEqualTo(2);
    }

    /** Like a pool whose connection takes part in a transaction: always the same one, and closing does not end it. */
    private static DataSource enlisted(Connection connection) {
        ClassLoader loader = PostgresSealedObjectsIT.class.getClassLoader();
        Object kept = Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (self, method, arguments) -> {
            return method.getName().equals("close") ? null : method.invoke(connection, arguments);
        });
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (self, method, arguments) -> kept);
    }

    @Test
    void a_large_object_passes_in_bounded_memory() throws Exception {
        byte[] block = bytes(1 << 20);
        int blocks = 192;
        System.gc();
        long before = used();
        long[] most = {0};
        objects.write(NAME, KEY, out -> {
            for (int i = 0; i < blocks; i++) {
                out.write(block);
                if (i % 64 == 63) {
                    System.gc();
                    most[0] = Math.max(most[0], used() - before);
                }
            }
        });
        try (InputStream in = objects.read(NAME, KEY)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total == 100L << 20) {
                    System.gc();
                    most[0] = Math.max(most[0], used() - before);
                }
            }
            System.gc();
            most[0] = Math.max(most[0], used() - before);
            assertThat(total).isEqualTo((long) blocks << 20);
        }
        assertThat(most[0]).isLessThan(24L << 20);
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
