-- How far the files of a long disclosure are, for those who wait. Written now and then outside the work's transaction;
-- a process that was killed leaves a line that nobody believes after a minute.
CREATE TABLE disclosure_progress (
    reference  text        PRIMARY KEY REFERENCES request,
    step       integer     NOT NULL,
    rows       bigint      NOT NULL,
    of_rows    bigint      NOT NULL,
    written_at timestamptz NOT NULL
);
