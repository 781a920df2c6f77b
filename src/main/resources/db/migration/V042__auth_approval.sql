-- The scopes that a user has approved for a client and a patient, so that the same need not be asked again.
CREATE TABLE auth_approval (
    client_id text        NOT NULL REFERENCES auth_client ON DELETE CASCADE,
    subject   text        NOT NULL,
    -- Id of the Patient; empty when none was in context.
    patient   text        NOT NULL,
    scopes    text[]      NOT NULL,
    updated   timestamptz NOT NULL,
    PRIMARY KEY (client_id, subject, patient)
);
