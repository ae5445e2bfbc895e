-- How far a partition of the Kafka topic is in the log. The row changes in the transaction that appends the records, so
-- that neither can be there without the other; what Kafka itself is told of offsets does not matter (ADR 23).
CREATE TABLE invitation.topic_position (
    -- Kafka's own id of the topic: one that is made anew under the same name begins again at 0.
    topic_id      text   NOT NULL,
    partition     integer NOT NULL CHECK (partition >= 0),
    topic         text   NOT NULL,
    -- Offset of the first record that is not in the log.
    next_offset   bigint NOT NULL CHECK (next_offset >= 0),
    -- Set before the first row of a batch is written: whoever tries again, tries the same records.
    claimed_until bigint CHECK (claimed_until > next_offset),
    -- What became of all records before next_offset; lost are those that Kafka no longer had.
    accepted      bigint NOT NULL DEFAULT 0,
    rejected      bigint NOT NULL DEFAULT 0,
    expired       bigint NOT NULL DEFAULT 0,
    early         bigint NOT NULL DEFAULT 0,
    lost          bigint NOT NULL DEFAULT 0,
    changed_at    timestamptz NOT NULL,
    PRIMARY KEY (topic_id, partition)
);

-- Records that are no rows: where they can be found again, never what is in them.
CREATE TABLE invitation.topic_rejection (
    topic_id      text    NOT NULL,
    partition     integer NOT NULL,
    record_offset bigint  NOT NULL,
    reason        text    NOT NULL,
    rejected_at   timestamptz NOT NULL,
    PRIMARY KEY (topic_id, partition, record_offset)
);
CREATE INDEX topic_rejection_at ON invitation.topic_rejection (rejected_at);

ALTER TABLE invitation.topic_position OWNER TO ${app};
ALTER TABLE invitation.topic_rejection OWNER TO ${app};
