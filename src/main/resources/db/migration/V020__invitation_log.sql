-- The invitation log. A row is (time, log, sealed source, sealed target, sealed details); nothing here can be read
-- without the keys of its UTC day, which lie outside the database.
-- One partition per UTC day and no default partition: a row of a day that nobody opened is an error, never a row that
-- retention does not find.
CREATE TABLE invitation.record (
    occurred_at    timestamptz NOT NULL,
    log            smallint    NOT NULL CHECK (log BETWEEN 1 AND 3),
    source_sealed  bytea       NOT NULL,
    target_sealed  bytea,
    details_sealed bytea       NOT NULL,
    -- Only the sign-in log (3) has no target handle.
    CHECK ((target_sealed IS NULL) = (log = 3))
) PARTITION BY RANGE (occurred_at);
-- On the sealed handle alone: equal handles share one entry of the tree, a third of the size of (handle, time).
CREATE INDEX record_source ON invitation.record (source_sealed);
CREATE INDEX record_target ON invitation.record (target_sealed);

-- Every day that was ever opened. A destroyed day keeps its row: it tells "destroyed by retention" from "lost", and it
-- keeps a late row from opening the day again.
CREATE TABLE invitation.day (
    day           date PRIMARY KEY,
    opened_at     timestamptz NOT NULL,
    -- Bit n: the rows of log n were deleted, where that log's retention is shorter than the day's life.
    emptied_logs  integer     NOT NULL DEFAULT 0,
    emptied_at    timestamptz,
    -- Set before the keys are destroyed; from then on nobody reads or appends.
    destroying_at timestamptz,
    dropped_at    timestamptz,
    CHECK (dropped_at IS NULL OR destroying_at IS NOT NULL)
);

-- A batch is appended once. The key is hashed, because its writer may put anything into it.
CREATE TABLE invitation.batch (
    key_hash    bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    appended_at timestamptz NOT NULL,
    accepted    bigint NOT NULL DEFAULT 0,
    expired     bigint NOT NULL DEFAULT 0,
    early       bigint NOT NULL DEFAULT 0
);
CREATE INDEX batch_appended_at ON invitation.batch (appended_at);

-- What the purge must leave alone: everything within retention at as_of.
CREATE TABLE invitation.pin (
    holder text PRIMARY KEY,
    as_of  timestamptz NOT NULL
);

CREATE TABLE invitation.retention_run (
    id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    started_at     timestamptz NOT NULL,
    finished_at    timestamptz,
    outcome        text NOT NULL CHECK (outcome IN ('RUNNING', 'DONE', 'FAILED', 'ABANDONED')),
    horizon        timestamptz,
    days_destroyed integer NOT NULL DEFAULT 0,
    rows_deleted   bigint  NOT NULL DEFAULT 0,
    bytes_freed    bigint  NOT NULL DEFAULT 0,
    problem        text
);

-- The application attaches, detaches and drops partitions: it must own the tables.
ALTER TABLE invitation.record OWNER TO ${app};
ALTER TABLE invitation.day OWNER TO ${app};
ALTER TABLE invitation.batch OWNER TO ${app};
ALTER TABLE invitation.pin OWNER TO ${app};
ALTER TABLE invitation.retention_run OWNER TO ${app};
