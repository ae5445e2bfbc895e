-- What was frozen at receipt: numbers and hashes only. The rows themselves lie in sealed_object, the terms nowhere here.
CREATE TABLE hold (
    reference     text PRIMARY KEY,
    state         text NOT NULL CHECK (state IN ('PENDING', 'HELD', 'FAILED', 'DESTROYED')),
    received_at   timestamptz NOT NULL,
    -- Filed anew after having been sent back: the instant of that filing, until it is known what it changed.
    filed_again_at timestamptz,
    items         integer NOT NULL CHECK (items > 0),
    row_count     bigint NOT NULL DEFAULT 0,
    held_at       timestamptz,
    sealed_sha256 bytea CHECK (octet_length(sealed_sha256) = 32),
    coverage      jsonb,
    CHECK (state <> 'HELD' OR (held_at IS NOT NULL AND sealed_sha256 IS NOT NULL AND coverage IS NOT NULL))
);

-- How many rows an item of the terms has on a UTC day: reviewers weigh and narrow by numbers, never by rows.
CREATE TABLE hold_count (
    reference text    NOT NULL REFERENCES hold,
    item      integer NOT NULL CHECK (item > 0),
    day       date    NOT NULL,
    row_count bigint  NOT NULL CHECK (row_count > 0),
    PRIMARY KEY (reference, item, day)
);

-- Certificates of destruction. Intended first, because a destroyed key cannot be rolled back.
CREATE TABLE hold_destruction (
    reference     text PRIMARY KEY REFERENCES hold,
    why           text NOT NULL,
    intended_at   timestamptz NOT NULL,
    destroyed_at  timestamptz,
    object        text NOT NULL,
    sealed_sha256 bytea CHECK (octet_length(sealed_sha256) = 32),
    row_count     bigint NOT NULL
);
REVOKE DELETE, TRUNCATE ON hold_destruction FROM ${app};
