package org.tipstaff.invitation.cassandra;

import org.tipstaff.invitation.Direction;

/**
 * The tables of the log in Cassandra, in CQL. Every row is written twice, so that both directions are found by partition.
 *
 * <p>A partition is one sealed handle on one day in one log, in one bucket (see {@link Buckets}). Rows are inserted once,
 * never changed or deleted; they expire together with their day, so that whole files of a time window are dropped.
 */
final class CassandraSchema {
    private CassandraSchema() {}

    static String table(Direction direction) {
        return switch (direction) {
            case BY_SOURCE -> "row_by_source";
            case BY_TARGET -> "row_by_target";
        };
    }

    static String createKeyspace(String keyspace, String datacenter, int replication) {
        return "CREATE KEYSPACE IF NOT EXISTS " + keyspace
                + " WITH replication = {'class': 'NetworkTopologyStrategy', '" + datacenter + "': " + replication + "}";
    }

    /**
     * Time in microseconds since 1970, {@code other} the sealed handle of the other column. No read repair: it would
     * write old rows into young files and keep those from being dropped, and reading by quorum does without. The grace
     * is for hints only, nothing is ever deleted; it must be longer than hints are kept (3 hours).
     */
    static String createTable(String keyspace, Direction direction) {
        return "CREATE TABLE IF NOT EXISTS " + keyspace + "." + table(direction)
                + " (day date, log smallint, handle blob, bucket smallint, occurred_at bigint, batch_id uuid, position int,"
                + " spread boolean static, other blob, details blob,"
                + " PRIMARY KEY ((day, log, handle, bucket), occurred_at, batch_id, position))"
                + " WITH compaction = {'class': 'TimeWindowCompactionStrategy', 'compaction_window_unit': 'DAYS',"
                + " 'compaction_window_size': 1} AND gc_grace_seconds = 86400 AND read_repair = 'NONE'";
    }

    static String insert(String keyspace, Direction direction) {
        return "INSERT INTO " + keyspace + "." + table(direction)
                + " (day, log, handle, bucket, occurred_at, batch_id, position, other, details)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) USING TTL ?";
    }

    /** Says in the first bucket that there are others. */
    static String spread(String keyspace, Direction direction) {
        return "UPDATE " + keyspace + "." + table(direction)
                + " USING TTL ? SET spread = true WHERE day = ? AND log = ? AND handle = ? AND bucket = "
                + Buckets.FIRST;
    }

    /** Without a condition on time: with one, a partition of no matching row would not say whether it is spread. */
    static String first(String keyspace, Direction direction) {
        return select(keyspace, direction) + Buckets.FIRST;
    }

    static String further(String keyspace, Direction direction) {
        return select(keyspace, direction) + "? AND occurred_at >= ? AND occurred_at < ?";
    }

    private static String select(String keyspace, Direction direction) {
        return "SELECT occurred_at, batch_id, other, details, spread FROM " + keyspace + "." + table(direction)
                + " WHERE day = ? AND log = ? AND handle = ? AND bucket = ";
    }
}
