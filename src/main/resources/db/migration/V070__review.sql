-- Who decided, on what. An approval binds to the document's hash and the hash of the terms; the database itself
-- refuses a second approval, a second one by the same person, and one by the person who filed.
CREATE TABLE review_decision (
    reference            text        NOT NULL REFERENCES request,
    position             integer     NOT NULL,
    round                integer     NOT NULL,
    move                 text        NOT NULL,
    actor                text        NOT NULL,
    actor_name           text        NOT NULL,
    decided_at           timestamptz NOT NULL,
    reason               text        NOT NULL,
    answers              text        NOT NULL,
    document_sha256      text        NOT NULL,
    asked_terms_sha256   text        NOT NULL,
    granted_terms_sha256 text        NOT NULL,
    granted_terms_sealed bytea       NOT NULL,
    rows_granted         bigint      NOT NULL,
    PRIMARY KEY (reference, position)
);
CREATE TABLE review_approval (
    reference text    NOT NULL REFERENCES request,
    round     integer NOT NULL,
    ordinal   integer NOT NULL CHECK (ordinal IN (1, 2)),
    approver  text    NOT NULL,
    filed_by  text    NOT NULL,
    CHECK (approver <> filed_by),
    PRIMARY KEY (reference, round, ordinal),
    UNIQUE (reference, round, approver)
);
REVOKE UPDATE, DELETE ON review_decision, review_approval FROM ${app};
