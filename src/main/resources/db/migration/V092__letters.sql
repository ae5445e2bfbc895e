-- Letters that the provider signs: refusals, partial grants, confirmations of preservation, certificates of destruction.
-- A row is written with its cause and signed later. One of a kind for an occasion; what was signed is never changed.
-- The signed bytes lie in sealed_object.
CREATE TABLE letter (
    reference   text        NOT NULL REFERENCES request,
    kind        text        NOT NULL,
    occasion    text        NOT NULL,
    position    integer     NOT NULL CHECK (position > 0),
    number      text        NOT NULL UNIQUE,
    dated       timestamptz NOT NULL,
    signed_at   timestamptz,
    issued_by   text,
    bytes       bigint,
    sha256      text,
    waits_for   text,
    waits_since timestamptz,
    void_at     timestamptz,
    PRIMARY KEY (reference, kind, occasion),
    UNIQUE (reference, position),
    CHECK ((signed_at IS NULL) = (issued_by IS NULL)),
    CHECK ((signed_at IS NULL) = (bytes IS NULL)),
    CHECK ((signed_at IS NULL) = (sha256 IS NULL)),
    CHECK (signed_at IS NULL OR void_at IS NULL)
);
CREATE INDEX letter_sha256 ON letter (sha256);
CREATE INDEX letter_waits ON letter (waits_since) WHERE waits_for IS NOT NULL AND signed_at IS NULL;
REVOKE DELETE, TRUNCATE ON letter FROM ${app};

CREATE FUNCTION letter_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A signed letter is never changed';
END $$;
CREATE TRIGGER letter_is_final BEFORE UPDATE ON letter
    FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION letter_is_final();
