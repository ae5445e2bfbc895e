-- A day's rows lie in one of two engines, written down when the day is opened: which one is a matter of the day, not of
-- the configuration of whoever reads it.
ALTER TABLE invitation.day ADD COLUMN engine text NOT NULL DEFAULT 'POSTGRESQL'
    CHECK (engine IN ('POSTGRESQL', 'CASSANDRA'));
-- Until when the rows of the day are surely there: Cassandra lets them expire at this instant. Past it the day is read
-- by nobody, so that rows that expired are a gap in the coverage and never an empty answer.
ALTER TABLE invitation.day ADD COLUMN kept_until timestamptz;
ALTER TABLE invitation.day ADD CHECK ((engine = 'CASSANDRA') = (kept_until IS NOT NULL));

-- The days of Cassandra that were ever written to, rows of batches that broke off included.
CREATE TABLE invitation.written_day (
    day date PRIMARY KEY
);

-- Batches whose rows are on their way to Cassandra, and those that broke off. Written before the first row and removed in
-- the transaction that makes the batch known: a row of a batch that stands here was never acknowledged and is not shown.
CREATE TABLE invitation.open_batch (
    batch    uuid PRIMARY KEY,
    began_at timestamptz NOT NULL
);
ALTER TABLE invitation.written_day OWNER TO ${app};
ALTER TABLE invitation.open_batch OWNER TO ${app};
