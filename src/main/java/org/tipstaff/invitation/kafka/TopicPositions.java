package org.tipstaff.invitation.kafka;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.tipstaff.invitation.InvitationLog;
import org.tipstaff.invitation.LogTime;
import org.tipstaff.invitation.day.LogConnections;

/**
 * The positions of the topic's partitions. They move only from the offset that the mover knows: whoever lost a partition
 * to another process, and has not noticed, moves nothing.
 */
final class TopicPositions {
    private static final String AT = " WHERE topic_id = ? AND partition = ? AND next_offset = ? AND claimed_until ";
    /** As long as Kafka itself keeps a topic by default, and some. */
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final LogConnections connections;
    private final Clock clock;

    /** Another process moved the partition meanwhile. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(TopicPart part) {
            super("Another process moved " + part);
        }
    }

    TopicPositions(LogConnections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** Where a partition is; one that is new begins at the first offset that Kafka has. */
    TopicPosition of(TopicPart part, long first) {
        return connections.<TopicPosition, RuntimeException>inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO invitation.topic_position (topic_id, partition, topic, next_offset, changed_at)"
                            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
                insert.setString(1, part.topicId());
                insert.setInt(2, part.number());
                insert.setString(3, part.topic());
                insert.setLong(4, first);
                insert.setObject(5, LogTime.utc(clock.instant()));
                insert.executeUpdate();
            }
            return read(connection, part, "");
        });
    }

    /** Writes down which records the next batch has, before any row of it is written. */
    void claim(TopicBatch batch) {
        connections.beside(connection -> change(
                connection,
                "UPDATE invitation.topic_position SET claimed_until = ?, changed_at = ?" + AT + "IS NULL",
                batch.part(),
                batch.from(),
                batch.until()));
    }

    /** Notes that Kafka no longer has the records before an offset, and goes on there. */
    void passOver(TopicPart part, TopicPosition position, long first) {
        connections.beside(connection -> change(
                connection,
                "UPDATE invitation.topic_position SET lost = lost + " + (first - position.next())
                        + ", claimed_until = NULL, next_offset = ?, changed_at = ?" + AT + "IS NOT DISTINCT FROM "
                        + (position.claimedUntil().isPresent()
                                ? position.claimedUntil().getAsLong()
                                : "NULL"),
                part,
                position.next(),
                first));
    }

    /**
     * Keeps everybody else from moving the partition until the caller's transaction ends.
     *
     * @throws Overtaken where the batch is not the one that was claimed last
     */
    void hold(TopicBatch batch) {
        connections.<Boolean, RuntimeException>inTransaction(connection -> {
            boundWaiting(connection);
            TopicPosition found = read(connection, batch.part(), " FOR UPDATE");
            if (!found.equals(new TopicPosition(batch.from(), OptionalLong.of(batch.until())))) {
                throw new Overtaken(batch.part());
            }
            return true;
        });
    }

    /** Moves the partition behind a batch, in the caller's transaction. */
    void advance(TopicBatch batch, InvitationLog.Appended appended, List<TopicBatch.Rejection> rejections) {
        connections.<Boolean, RuntimeException>inTransaction(connection -> {
            note(connection, batch.part(), rejections);
            change(
                    connection,
                    "UPDATE invitation.topic_position SET accepted = accepted + " + appended.accepted()
                            + ", rejected = rejected + " + rejections.size() + ", expired = expired + "
                            + appended.expired() + ", early = early + " + appended.early() + ", known = known + "
                            + appended.known()
                            + ", claimed_until = NULL, next_offset = ?, changed_at = ?" + AT + "= " + batch.until(),
                    batch.part(),
                    batch.from(),
                    batch.until());
            return true;
        });
    }

    private void change(Connection connection, String sql, TopicPart part, long from, long until) throws SQLException {
        boundWaiting(connection);
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, until);
            update.setObject(2, LogTime.utc(clock.instant()));
            update.setString(3, part.topicId());
            update.setInt(4, part.number());
            update.setLong(5, from);
            if (update.executeUpdate() != 1) {
                throw new Overtaken(part);
            }
        }
    }

    /** Whoever holds the row may have lost its network: better to try again, and to say so, than to wait for ever. */
    private static void boundWaiting(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '30s'");
        }
    }

    private static TopicPosition read(Connection connection, TopicPart part, String lock) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT next_offset, claimed_until FROM invitation.topic_position"
                        + " WHERE topic_id = ? AND partition = ?" + lock)) {
            select.setString(1, part.topicId());
            select.setInt(2, part.number());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new Overtaken(part);
                }
                Long until = row.getObject(2, Long.class);
                return new TopicPosition(row.getLong(1), until == null ? OptionalLong.empty() : OptionalLong.of(until));
            }
        }
    }

    private void note(Connection connection, TopicPart part, List<TopicBatch.Rejection> rejections)
            throws SQLException {
        if (rejections.isEmpty()) {
            return;
        }
        try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO invitation.topic_rejection VALUES (?, ?, ?, ?, ?)");
                PreparedStatement forget =
                        connection.prepareStatement("DELETE FROM invitation.topic_rejection WHERE rejected_at < ?")) {
            for (TopicBatch.Rejection rejection : rejections) {
                insert.setString(1, part.topicId());
                insert.setInt(2, part.number());
                insert.setLong(3, rejection.offset());
                insert.setString(4, rejection.reason());
                insert.setObject(5, LogTime.utc(clock.instant()));
                insert.addBatch();
            }
            insert.executeBatch();
            forget.setObject(1, LogTime.utc(clock.instant().minus(REMEMBERED)));
            forget.executeUpdate();
        }
    }
}
