-- Apps and systems that may ask for tokens. Nothing here is a secret in clear: secrets are hashed.
CREATE TABLE auth_client (
    client_id             text PRIMARY KEY,
    name                  text        NOT NULL,
    description           text        NOT NULL DEFAULT '',
    logo_url              text        NOT NULL DEFAULT '',
    kind                  text        NOT NULL,
    redirect_uris         text[]      NOT NULL,
    launch_url            text        NOT NULL DEFAULT '',
    jwks_url              text        NOT NULL DEFAULT '',
    -- The public keys themselves, where no URL is registered.
    jwks                  text        NOT NULL DEFAULT '',
    -- An array: granular scopes hold commas, and there may be hundreds.
    scopes                text[]      NOT NULL,
    cors_origins          text[]      NOT NULL,
    -- Id of the Organization that data given to this client is disclosed to; empty for the programme's own software.
    organization          text        NOT NULL DEFAULT '',
    access_token_seconds  integer     NOT NULL,
    secret_hash           text        NOT NULL DEFAULT '',
    -- After a rotation the old secret works until then, so that the client can be changed without a gap.
    previous_secret_hash  text        NOT NULL DEFAULT '',
    previous_secret_until timestamptz,
    enabled               boolean     NOT NULL,
    created               timestamptz NOT NULL,
    updated               timestamptz NOT NULL
);
