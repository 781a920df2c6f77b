-- Short-lived, unguessable handles: of EHR launches, of authorization requests under way. Only their hashes are kept, and what
-- they stand for is sealed.
CREATE TABLE auth_handle (
    hash    bytea PRIMARY KEY,
    kind    text        NOT NULL,
    detail  bytea       NOT NULL,
    expires timestamptz NOT NULL
);

CREATE INDEX auth_handle_expires ON auth_handle (expires);

-- The assertions that clients have used: the key lets none be used twice, not even at the same moment.
CREATE TABLE auth_assertion (
    client_id text        NOT NULL,
    jti       text        NOT NULL,
    expires   timestamptz NOT NULL,
    PRIMARY KEY (client_id, jti)
);

CREATE INDEX auth_assertion_expires ON auth_assertion (expires);

-- The server's own signing keys. The newest that is not retired signs; the others are published until their tokens have expired.
CREATE TABLE auth_key (
    kid     text PRIMARY KEY,
    -- The private JWK, sealed.
    sealed  bytea       NOT NULL,
    created timestamptz NOT NULL,
    retired timestamptz
);
