-- The Merkle tree over the audit entries (RFC 9162, 2.1): of its inner nodes only the roots of complete subtrees of
-- 256, 65,536 … entries are kept; everything else is computed from them. And the tree heads that were signed.
CREATE TABLE audit_subtree (
    height   smallint NOT NULL CHECK (height > 0 AND height % 8 = 0),
    position bigint   NOT NULL CHECK (position >= 0),
    hash     bytea    NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (height, position)
);
CREATE TABLE audit_checkpoint (
    size       bigint PRIMARY KEY CHECK (size > 0),
    root_hash  bytea       NOT NULL CHECK (octet_length(root_hash) = 32),
    signed_at  timestamptz NOT NULL,
    note       text        NOT NULL,
    public_key bytea       NOT NULL CHECK (octet_length(public_key) = 32)
);
REVOKE UPDATE, DELETE, TRUNCATE ON audit_subtree, audit_checkpoint FROM ${app};

-- Keys that agencies want their downloads encrypted to. A key is never changed: another takes its place, and the row of
-- the former stays.
CREATE TABLE agency_key (
    id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    agency_id          text        NOT NULL REFERENCES agency,
    kind               text        NOT NULL CHECK (kind IN ('OPENPGP', 'X509')),
    fingerprint        text        NOT NULL,
    material           text        NOT NULL,
    registered_at      timestamptz NOT NULL,
    registered_by      text        NOT NULL,
    removed_at         timestamptz,
    removed_by         text,
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE UNIQUE INDEX agency_key_in_use ON agency_key (agency_id, kind) WHERE removed_at IS NULL;
REVOKE DELETE ON agency_key FROM ${app};
ALTER TABLE agency ADD COLUMN encrypted_only boolean NOT NULL DEFAULT false;
