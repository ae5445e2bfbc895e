-- What was received. File name, text and pages are sealed objects; a refused document leaves only its hash and reason.
CREATE TABLE order_document (
    id                uuid PRIMARY KEY,
    owner_key         text NOT NULL,
    sha256            text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    size_bytes        bigint NOT NULL CHECK (size_bytes >= 0),
    pages             integer NOT NULL CHECK (pages BETWEEN 0 AND 500),
    outcome           text NOT NULL,
    refusal_reason    text,
    signature_verdict text NOT NULL,
    image_only        boolean NOT NULL,
    received_at       timestamptz NOT NULL,
    CHECK ((outcome = 'REFUSED') = (refusal_reason IS NOT NULL)),
    CHECK ((outcome = 'REFUSED') = (pages = 0))
);
CREATE INDEX order_document_sha256 ON order_document (sha256);
CREATE INDEX order_document_owner ON order_document (owner_key);
