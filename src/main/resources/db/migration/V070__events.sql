-- What a handler of events could not do after all its attempts, so that what comes behind it is not held up.
CREATE TABLE event_failure (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    handler text        NOT NULL,
    event   bigint      NOT NULL,
    rid     bigint      NOT NULL,
    type    smallint    NOT NULL,
    failed  timestamptz NOT NULL DEFAULT now(),
    failure text        NOT NULL
);

-- Work that is owed at regular times, and when next.
CREATE TABLE schedule (
    name text PRIMARY KEY,
    next timestamptz NOT NULL
);
