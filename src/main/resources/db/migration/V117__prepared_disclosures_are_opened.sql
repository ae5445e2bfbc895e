-- Which custodian opened which file of what was prepared: nobody certifies a document that they never opened. An opening
-- belongs to the document as it was prepared, so what is prepared anew is opened anew.
CREATE TABLE disclosure_opening (
    reference      text        NOT NULL REFERENCES request,
    edition        integer     NOT NULL,
    preview_sha256 text        NOT NULL,
    kind           text        NOT NULL,
    actor          text        NOT NULL,
    opened_at      timestamptz NOT NULL,
    PRIMARY KEY (reference, edition, preview_sha256, kind, actor)
);
REVOKE UPDATE, DELETE ON disclosure_opening FROM ${app};
