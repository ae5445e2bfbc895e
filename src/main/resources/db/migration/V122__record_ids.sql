-- Ids of rows, of one day each: a row with an id is in the log once. The tables of the days are made like this one, which
-- stays empty, when the first row with an id comes, and are dropped with their day. Neither column can be computed without
-- the key of the day, which lies outside the database.
CREATE TABLE invitation.record_id (
    id      uuid     PRIMARY KEY,
    -- Of all that the row says: tells the same row, sent again, from another one under the same id.
    content uuid     NOT NULL,
    -- Rows of a log with a shorter retention leave the day before it ends, and their ids with them.
    log     smallint NOT NULL CHECK (log BETWEEN 1 AND 3)
);
ALTER TABLE invitation.record_id OWNER TO ${app};

-- Rows of a batch whose ids were in the log already, with the same content; and of a partition of the topic.
ALTER TABLE invitation.batch ADD COLUMN known bigint NOT NULL DEFAULT 0;
ALTER TABLE invitation.topic_position ADD COLUMN known bigint NOT NULL DEFAULT 0;
