-- A form that was sent after its session had ended, until the person has signed in again. As with web_session the cookie's
-- key is not here, only its hash: what was typed lies under a key derived from the cookie's, which only that browser has.
CREATE TABLE kept_form (
    key_hash bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    sealed   bytea NOT NULL,
    kept_at  timestamptz NOT NULL
);
CREATE INDEX kept_form_kept_at ON kept_form (kept_at);
