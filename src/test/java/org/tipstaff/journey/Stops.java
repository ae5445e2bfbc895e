package org.tipstaff.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.tipstaff.TestDatabase;

/**
 * Places in the database at which a request stops, so that the process can be killed there. A step stops at a row that it
 * writes, by a lock which is held until the process is dead; or in the queue, before it has begun.
 */
final class Stops implements AutoCloseable {
    private static final long LOCK = 7_314_159L;

    private final TestDatabase database;
    private final Connection holding;

    /** @param triggers statements that call {@code stop_step('PLACE')} before a row of a table with a reference */
    Stops(TestDatabase database, String triggers) throws SQLException {
        this.database = database;
        execute("""
                CREATE TABLE stop (place text, reference text);
                GRANT SELECT ON stop TO PUBLIC;
                CREATE FUNCTION stop_step() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT FROM stop WHERE place = TG_ARGV[0] AND reference = NEW.reference) THEN
                        PERFORM pg_advisory_lock_shared(%d);
                    END IF;
                    RETURN NEW;
                END $$;
                CREATE FUNCTION stop_queue() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF EXISTS (SELECT FROM stop WHERE place = 'queue ' || NEW.task_name
                               AND NEW.task_instance LIKE reference || '%%') THEN
                        NEW.execution_time := NEW.execution_time + interval '1 day';
                    END IF;
                    RETURN NEW;
                END $$;
                CREATE TRIGGER stop_queue BEFORE INSERT ON scheduled_tasks
                    FOR EACH ROW EXECUTE FUNCTION stop_queue();
                """.formatted(LOCK) + triggers);
        this.holding = database.owner().getConnection();
        try (Statement statement = holding.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
        }
    }

    /** @param place of a trigger, or {@code queue} and the name of a task */
    void at(String place, String reference) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO stop VALUES (?, ?)")) {
            insert.setString(1, place);
            insert.setString(2, reference);
            insert.executeUpdate();
        }
    }

    /** Waits until so many steps stand in the middle of their transaction. */
    void awaitStopped(int steps) throws SQLException, InterruptedException {
        awaitOne(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = " + LOCK,
                Integer.toString(steps));
    }

    /** The process is dead: what it had not committed rolls back, and what waited in the queue is due. */
    void release() throws SQLException {
        execute("DELETE FROM stop");
        try (Statement statement = holding.createStatement()) {
            statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
        }
        execute("UPDATE scheduled_tasks SET execution_time = now()"
                + " WHERE task_name IN ('hold', 'prepare', 'sign', 'notice', 'letter')");
    }

    void awaitOne(String sql, String expected) throws SQLException, InterruptedException {
        String found = one(sql);
        for (int i = 0; i < 480 && !found.equals(expected); i++) {
            Thread.sleep(250);
            found = one(sql);
        }
        assertThat(found).as(sql).isEqualTo(expected);
    }

    String one(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return String.valueOf(row.getString(1));
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        holding.close();
    }
}
