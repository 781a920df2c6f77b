-- Who may sign in. A row is never deleted, so that a subject is never given twice; who leaves is disabled.

CREATE TABLE account (
    subject            text PRIMARY KEY,            -- random; the sub of id tokens
    username           text NOT NULL UNIQUE,        -- case-folded
    name               text NOT NULL,
    roles              text[] NOT NULL,
    fhir_user          text NOT NULL,               -- Practitioner/1, Patient/1, RelatedPerson/1; empty when none
    external           text UNIQUE,                 -- who the identity provider says it is; null when none
    password           text NOT NULL,               -- argon2id; empty when none
    password_to_change boolean NOT NULL,
    password_expires   timestamptz,                 -- of a one-time password
    totp_secret        text NOT NULL,               -- sealed with the server's key; empty when none
    totp_confirmed     boolean NOT NULL,
    totp_step          bigint NOT NULL,             -- the newest time step a code was taken of; no code is taken twice
    recovery           text[] NOT NULL,             -- hashes of the recovery codes not used yet
    disabled           boolean NOT NULL,
    failures           integer NOT NULL,            -- wrong passwords and codes since the last sign-in
    locked_until       timestamptz,
    last_login         timestamptz,
    generation         integer NOT NULL,            -- raised when what was given out before is void: sessions and tokens
    created            timestamptz NOT NULL
);

-- Whose account is that of a Practitioner.
CREATE INDEX account_fhir_user ON account (fhir_user) WHERE fhir_user <> '';
