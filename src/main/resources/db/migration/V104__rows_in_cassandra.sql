-- How many rows of a day and log Cassandra has taken: the ring itself could only be asked by reading all of them. Counted
-- in the transaction that makes a batch known.
CREATE TABLE invitation.written_rows (
    day  date     NOT NULL,
    log  smallint NOT NULL,
    rows bigint   NOT NULL CHECK (rows > 0),
    PRIMARY KEY (day, log)
);
ALTER TABLE invitation.written_rows OWNER TO ${app};
