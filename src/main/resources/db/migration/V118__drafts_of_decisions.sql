-- What a reviewer has answered and typed at a workbench and not decided yet: one for each person and request, sealed,
-- gone with their decision and with the request's end.
CREATE TABLE review_draft (
    reference text        NOT NULL REFERENCES request,
    actor     text        NOT NULL,
    saved_at  timestamptz NOT NULL,
    sealed    bytea       NOT NULL,
    PRIMARY KEY (reference, actor)
);
