-- The document time-stamps of a letter, as disclosure_stamp has them: 1 is the one that it was signed with, each further
-- one is a further revision of the file, which begins with the bytes of the one before.
CREATE TABLE letter_stamp (
    number            text        NOT NULL REFERENCES letter (number),
    position          integer     NOT NULL CHECK (position > 0),
    sha256            text        NOT NULL,
    bytes             bigint      NOT NULL,
    stamped_at        timestamptz NOT NULL,
    certificate_until timestamptz NOT NULL,
    digests           text[]      NOT NULL,
    PRIMARY KEY (number, position)
);
CREATE INDEX letter_stamp_sha256 ON letter_stamp (sha256);
REVOKE UPDATE, DELETE, TRUNCATE ON letter_stamp FROM ${app};

-- When a new time-stamp was last in vain: it would have lasted no longer. Apart from letter, whose signed rows are final.
CREATE TABLE letter_stamp_in_vain (
    number text        PRIMARY KEY REFERENCES letter (number),
    at     timestamptz NOT NULL
);
