-- Who was kept out, when, by whom and why: the history that the pages of administrators show. Whether somebody may come in
-- now is account.suspended_at and agency.suspended_at, which each request asks; both are written in one transaction.
CREATE TABLE suspension (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account       text REFERENCES account,
    agency        text REFERENCES agency,
    reason        text        NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 1000),
    begun_by      text        NOT NULL,
    begun_by_name text        NOT NULL,
    begun_at      timestamptz NOT NULL,
    end_reason    text CHECK (char_length(end_reason) BETWEEN 1 AND 1000),
    ended_by      text,
    ended_by_name text,
    ended_at      timestamptz,
    CHECK ((account IS NULL) <> (agency IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by_name IS NULL)),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
    -- Nobody keeps themselves out.
    CHECK (account IS NULL OR account <> begun_by)
);
CREATE UNIQUE INDEX suspension_open_account ON suspension (account) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX suspension_open_agency ON suspension (agency) WHERE ended_at IS NULL;
CREATE INDEX suspension_account ON suspension (account);
CREATE INDEX suspension_agency ON suspension (agency);
REVOKE DELETE ON suspension FROM ${app};

INSERT INTO suspension (account, reason, begun_by, begun_by_name, begun_at)
SELECT subject, 'Suspended before reasons were kept', '-', '-', suspended_at FROM account WHERE suspended_at IS NOT NULL;
INSERT INTO suspension (agency, reason, begun_by, begun_by_name, begun_at)
SELECT id, 'Suspended before reasons were kept', '-', '-', suspended_at FROM agency WHERE suspended_at IS NOT NULL;

-- What the provider last said that somebody is, so that whoever suspends sees whom.
ALTER TABLE account ADD COLUMN roles text NOT NULL DEFAULT '';
