-- What a user or a registration has authorized a client to do: one row for each launch, with all tokens that follow from it.
CREATE TABLE auth_authorization (
    id         text PRIMARY KEY,
    client_id  text        NOT NULL REFERENCES auth_client ON DELETE CASCADE,
    -- Subject of the account; empty when the client acts for itself.
    subject    text        NOT NULL,
    -- Hash of the login session; empty when the authorization does not end with it.
    session    text        NOT NULL,
    scopes     text[]      NOT NULL,
    -- Redirect URI, PKCE challenge, nonce and launch context; sealed, for it names a patient.
    detail     bytea       NOT NULL,
    created    timestamptz NOT NULL,
    ended      timestamptz
);

-- The page of a user's apps, and the end of all of an account's or a session's authorizations.
CREATE INDEX auth_authorization_subject ON auth_authorization (subject) WHERE ended IS NULL;
CREATE INDEX auth_authorization_session ON auth_authorization (session) WHERE ended IS NULL AND session <> '';
CREATE INDEX auth_authorization_client ON auth_authorization (client_id);

-- Codes, access and refresh tokens, by the SHA-256 of their values: who reads this table cannot use them.
CREATE TABLE auth_token (
    hash             bytea PRIMARY KEY,
    authorization_id text        NOT NULL REFERENCES auth_authorization ON DELETE CASCADE,
    kind             text        NOT NULL,
    scopes           text[]      NOT NULL,
    issued           timestamptz NOT NULL,
    expires          timestamptz NOT NULL,
    -- When a code or refresh token was exchanged, or any token was revoked. Kept until it expires, to notice a second use.
    ended            timestamptz
);

CREATE INDEX auth_token_authorization ON auth_token (authorization_id);
CREATE INDEX auth_token_expires ON auth_token (expires);
