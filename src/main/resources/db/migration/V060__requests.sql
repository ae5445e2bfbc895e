-- What was asked. Handles never lie in plain: terms are sealed under the request's own key; to find a request by
-- handle there are keyed fingerprints.
CREATE SEQUENCE request_number;

CREATE TABLE draft (
    id          uuid PRIMARY KEY,
    owner       text        NOT NULL,
    agency_id   text        NOT NULL,
    corrects    text,
    document_id uuid,
    sealed      bytea       NOT NULL,
    version     bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
);
CREATE INDEX draft_owner ON draft (owner, updated_at DESC);

CREATE TABLE request (
    reference           text PRIMARY KEY,
    round               integer     NOT NULL DEFAULT 1,
    agency_id           text        NOT NULL,
    agency_name         text        NOT NULL,
    agency_kind         text        NOT NULL,
    agency_state        text        NOT NULL,
    filed_by            text        NOT NULL,
    filed_by_name       text        NOT NULL,
    filed_by_email      bytea       NOT NULL,
    instrument          text        NOT NULL,
    court_id            text        NOT NULL,
    court_name          text        NOT NULL,
    judge               text        NOT NULL,
    docket              text        NOT NULL,
    issued_on           date        NOT NULL,
    agency_case_number  text        NOT NULL,
    nondisclosure_until date,
    attested            boolean     NOT NULL,
    terms_sealed        bytea       NOT NULL,
    terms_sha256        text        NOT NULL,
    document_id         uuid        NOT NULL,
    document_sha256     text        NOT NULL,
    received_at         timestamptz NOT NULL,
    due_at              timestamptz NOT NULL,
    status              text        NOT NULL,
    status_since        timestamptz NOT NULL,
    suspended_from      text,
    claimed_by          text,
    claimed_by_name     text,
    CHECK ((status = 'SUSPENDED') = (suspended_from IS NOT NULL))
);
CREATE INDEX request_agency ON request (agency_id, received_at DESC);
CREATE INDEX request_status_due ON request (status, due_at);
CREATE INDEX request_received ON request (received_at DESC);
CREATE INDEX request_document ON request (document_sha256);
CREATE INDEX request_docket ON request (lower(docket));

CREATE TABLE request_handle (
    reference   text  NOT NULL REFERENCES request,
    fingerprint bytea NOT NULL,
    PRIMARY KEY (reference, fingerprint)
);
CREATE INDEX request_handle_fingerprint ON request_handle (fingerprint);

CREATE TABLE request_finding (
    reference text    NOT NULL REFERENCES request,
    round     integer NOT NULL,
    position  integer NOT NULL,
    code      text    NOT NULL,
    axis      text    NOT NULL,
    verdict   text    NOT NULL,
    statute   text    NOT NULL,
    reason    text    NOT NULL,
    cure      text    NOT NULL,
    PRIMARY KEY (reference, round, position)
);

CREATE TABLE request_move (
    reference   text        NOT NULL REFERENCES request,
    position    integer     NOT NULL,
    move        text        NOT NULL,
    from_status text        NOT NULL,
    to_status   text        NOT NULL,
    actor       text        NOT NULL,
    actor_name  text        NOT NULL,
    role        text        NOT NULL,
    occurred_at timestamptz NOT NULL,
    reason      text        NOT NULL,
    PRIMARY KEY (reference, position)
);
REVOKE UPDATE, DELETE ON request_move FROM ${app};

CREATE TABLE request_message (
    reference   text        NOT NULL REFERENCES request,
    position    integer     NOT NULL,
    author      text        NOT NULL,
    author_name text        NOT NULL,
    role        text        NOT NULL,
    sent_at     timestamptz NOT NULL,
    sealed      bytea       NOT NULL,
    PRIMARY KEY (reference, position)
);

-- Answers to repeated POSTs that carry the same Idempotency-Key.
CREATE TABLE idempotency (
    actor      text        NOT NULL,
    key        text        NOT NULL,
    route      text        NOT NULL,
    body_hash  text        NOT NULL,
    result     text        NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (actor, key)
);
