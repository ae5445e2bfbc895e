-- The document time-stamps of a disclosure: 1 is the one that it was signed with, each further one is a further revision
-- of the file, which begins with the bytes of the one before. What was delivered stays known by its hash for good.
CREATE TABLE disclosure_stamp (
    reference         text        NOT NULL REFERENCES disclosure,
    position          integer     NOT NULL CHECK (position > 0),
    sha256            text        NOT NULL,
    bytes             bigint      NOT NULL,
    stamped_at        timestamptz NOT NULL,
    certificate_until timestamptz NOT NULL,
    digests           text[]      NOT NULL,
    PRIMARY KEY (reference, position)
);
CREATE INDEX disclosure_stamp_sha256 ON disclosure_stamp (sha256);
REVOKE UPDATE, DELETE ON disclosure_stamp FROM ${app};
-- Why an intended signature is not there yet, and since when it waits; and when a new time-stamp was last in vain.
ALTER TABLE disclosure
    ADD COLUMN signing_waits_for   text,
    ADD COLUMN signing_waits_since timestamptz,
    ADD COLUMN stamp_in_vain_at    timestamptz;
