-- What leaves the house: prepared, intended, signed, delivered. One row a request: a second signature has no place.
CREATE TABLE disclosure (
    reference        text PRIMARY KEY REFERENCES request,
    number           text        NOT NULL UNIQUE,
    rows             bigint      NOT NULL,
    prepared_at      timestamptz NOT NULL,
    preview_sha256   text        NOT NULL,
    certifier        text,
    certifier_name   text,
    intended_at      timestamptz,
    signed_at        timestamptz,
    disclosed_at     timestamptz,
    expires_at       timestamptz,
    recall_asked_by  text,
    recall_reason    text,
    recalled_at      timestamptz,
    CHECK ((certifier IS NULL) = (intended_at IS NULL)),
    CHECK (signed_at IS NULL OR intended_at IS NOT NULL)
);
CREATE TABLE disclosure_file (
    reference  text    NOT NULL REFERENCES disclosure,
    kind       text    NOT NULL,
    file_name  text    NOT NULL,
    media_type text    NOT NULL,
    rows       bigint  NOT NULL,
    bytes      bigint  NOT NULL,
    sha256     text    NOT NULL,
    PRIMARY KEY (reference, kind)
);
CREATE INDEX disclosure_file_sha256 ON disclosure_file (sha256);
CREATE TABLE disclosure_receipt (
    reference   text        NOT NULL REFERENCES disclosure,
    position    integer     NOT NULL,
    kind        text        NOT NULL,
    actor       text        NOT NULL,
    actor_name  text        NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (reference, position)
);
REVOKE UPDATE, DELETE ON disclosure_receipt FROM ${app};
