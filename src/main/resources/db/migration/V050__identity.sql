-- Who has been seen, and who may no longer come in. The identity provider says who somebody is; suspension here holds
-- even while the provider still vouches for them.
CREATE TABLE agency (
    id            text PRIMARY KEY,
    name          text NOT NULL,
    kind          text NOT NULL,
    state         text NOT NULL,
    first_seen_at timestamptz NOT NULL,
    suspended_at  timestamptz
);

CREATE TABLE account (
    subject       text PRIMARY KEY,
    name          text NOT NULL,
    agency_id     text REFERENCES agency,
    first_seen_at timestamptz NOT NULL,
    suspended_at  timestamptz
);
CREATE INDEX account_agency ON account (agency_id);

-- A browser's session. The cookie's key is not here, only its hash: who reads this table can neither present a cookie
-- nor open the tokens, which are sealed under a key derived from the cookie's.
CREATE TABLE web_session (
    key_hash         bytea PRIMARY KEY CHECK (octet_length(key_hash) = 32),
    subject          text NOT NULL,
    provider_session text NOT NULL,
    sealed_tokens    bytea NOT NULL,
    signed_in_at     timestamptz NOT NULL,
    seen_at          timestamptz NOT NULL
);
CREATE INDEX web_session_subject ON web_session (subject);
CREATE INDEX web_session_provider_session ON web_session (provider_session);
CREATE INDEX web_session_seen_at ON web_session (seen_at);

-- Sessions that the identity provider has ended (OpenID Connect Back-Channel Logout 1.0). Kept, so that tokens issued
-- before are refused after a restart too.
CREATE TABLE ended_provider_session (
    provider_session text PRIMARY KEY,
    ended_at         timestamptz NOT NULL
);
CREATE INDEX ended_provider_session_ended_at ON ended_provider_session (ended_at);
