-- A closed day is laid out anew, its rows ordered by source handle: a heavy handle is then read from pages that lie
-- together, not from one page a row. While that goes on, late rows of the day wait here, and are found here.
ALTER TABLE invitation.day ADD COLUMN laying_out_at timestamptz;
ALTER TABLE invitation.day ADD COLUMN laid_out_at timestamptz;

CREATE TABLE invitation.late_record (
    occurred_at    timestamptz NOT NULL,
    log            smallint    NOT NULL CHECK (log BETWEEN 1 AND 3),
    source_sealed  bytea       NOT NULL,
    target_sealed  bytea,
    details_sealed bytea       NOT NULL,
    day            date GENERATED ALWAYS AS ((occurred_at AT TIME ZONE 'UTC')::date) STORED,
    CHECK ((target_sealed IS NULL) = (log = 3))
);
CREATE INDEX late_record_source ON invitation.late_record (source_sealed);
CREATE INDEX late_record_target ON invitation.late_record (target_sealed);
CREATE INDEX late_record_day ON invitation.late_record (day);
ALTER TABLE invitation.late_record OWNER TO ${app};
