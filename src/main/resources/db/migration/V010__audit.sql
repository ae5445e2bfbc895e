-- The audit log: an entry is the exact bytes that were hashed; the chain over them stands apart, so that another
-- construction can take its place without touching an entry.
CREATE TABLE audit_entry (
    seq         bigint PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    action      text   NOT NULL,
    actor       text   NOT NULL,
    subject     text   NOT NULL,
    canonical   bytea  NOT NULL,
    entry_hash  bytea  NOT NULL CHECK (octet_length(entry_hash) = 32)
);
CREATE INDEX audit_entry_subject ON audit_entry (subject, seq);
CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);
CREATE INDEX audit_entry_action ON audit_entry (action, seq);

CREATE TABLE audit_chain (
    seq        bigint PRIMARY KEY REFERENCES audit_entry,
    chain_hash bytea NOT NULL CHECK (octet_length(chain_hash) = 32)
);

REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry, audit_chain FROM ${app};
