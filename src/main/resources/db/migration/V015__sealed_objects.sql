-- Sealed bytes at rest, in pieces, so that neither writing nor reading needs an object in memory at once.
CREATE TABLE sealed_object (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name       text   NOT NULL UNIQUE,
    key_name   text   NOT NULL,
    bytes      bigint NOT NULL CHECK (bytes > 0),
    chunks     integer NOT NULL CHECK (chunks > 0),
    sha256     bytea  NOT NULL CHECK (octet_length(sha256) = 32)
);

-- The row above is written last, when size and hash are known: hence the deferred reference.
CREATE TABLE sealed_object_chunk (
    object_id  bigint  NOT NULL REFERENCES sealed_object ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    number     integer NOT NULL,
    sealed     bytea   NOT NULL CHECK (octet_length(sealed) BETWEEN 1 AND 262144),
    PRIMARY KEY (object_id, number)
);
-- Ciphertext does not compress: storing it outside the page uncompressed saves the attempt.
ALTER TABLE sealed_object_chunk ALTER COLUMN sealed SET STORAGE EXTERNAL;
