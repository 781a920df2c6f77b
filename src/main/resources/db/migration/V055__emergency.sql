-- Emergency accesses ("break the glass"): who opened whose record, why, and until when. Rows stay: they are the record that
-- 42 CFR 2.51(c) asks for, beside the audit trail.
CREATE TABLE emergency_access (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject     text        NOT NULL,                            -- subject of the account
    patient     bigint      NOT NULL,                            -- key of Patient/id
    reference   text        NOT NULL,                            -- Patient/id
    reason      text        NOT NULL,
    nature      text        NOT NULL,                            -- of the emergency
    affiliation text        NOT NULL,                            -- of who receives the data
    started     timestamptz NOT NULL DEFAULT now(),
    ends        timestamptz NOT NULL
);
CREATE INDEX emergency_access_open ON emergency_access (subject, ends);
