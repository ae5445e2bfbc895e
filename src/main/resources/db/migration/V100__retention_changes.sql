-- The history of retention values. The first values come from the configuration, once; every later one was proposed by
-- one administrator and approved by another. What was decided is never altered: another decision takes its place.
CREATE SEQUENCE log_retention_place;
CREATE TABLE log_retention (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- As in invitation.record.
    log              smallint NOT NULL CHECK (log BETWEEN 1 AND 3),
    kept_seconds     bigint   NOT NULL CHECK (kept_seconds BETWEEN 3600 AND 316224000),
    state            text     NOT NULL CHECK (state IN ('CONFIGURED', 'PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    wanted_from      timestamptz NOT NULL,
    reason           text        NOT NULL CHECK (char_length(reason) <= 1000),
    proposed_by      text,
    proposed_by_name text,
    proposed_at      timestamptz NOT NULL,
    decided_by       text,
    decided_by_name  text,
    decided_at       timestamptz,
    remark           text        NOT NULL DEFAULT '' CHECK (char_length(remark) <= 1000),
    -- Only what is or was in force has these: from when on, and which decision came last.
    effective_from   timestamptz,
    place            bigint UNIQUE,
    CHECK ((state IN ('CONFIGURED', 'APPROVED')) = (effective_from IS NOT NULL)),
    CHECK ((effective_from IS NULL) = (place IS NULL)),
    CHECK ((state = 'CONFIGURED') = (proposed_by IS NULL)),
    CHECK ((state IN ('CONFIGURED', 'PROPOSED')) = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    -- Four eyes; and only who proposed takes back.
    CHECK (state NOT IN ('APPROVED', 'REFUSED') OR decided_by <> proposed_by),
    CHECK (state <> 'WITHDRAWN' OR decided_by = proposed_by),
    -- Never backwards: every copy of the application has seen a value before it applies.
    CHECK (state <> 'APPROVED' OR effective_from >= decided_at + interval '5 minutes')
);
CREATE UNIQUE INDEX log_retention_open ON log_retention (log) WHERE state = 'PROPOSED';
REVOKE DELETE ON log_retention FROM ${app};

CREATE FUNCTION log_retention_is_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A retention value that was decided is not altered';
END $$;
CREATE TRIGGER log_retention_is_decided BEFORE UPDATE ON log_retention
    FOR EACH ROW WHEN (OLD.state <> 'PROPOSED') EXECUTE FUNCTION log_retention_is_decided();

-- How far each log had expired when the purge last ran. A clock that is set back brings nothing back.
CREATE TABLE invitation.expired (
    log    smallint PRIMARY KEY CHECK (log BETWEEN 1 AND 3),
    cutoff timestamptz NOT NULL
);
ALTER TABLE invitation.expired OWNER TO ${app};
