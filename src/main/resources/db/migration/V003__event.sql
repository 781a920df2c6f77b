-- The outbox: what happened to which resource, written in the transaction that did it.
CREATE TABLE event (
    id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    txid xid8     NOT NULL DEFAULT pg_current_xact_id(),
    rid  bigint   NOT NULL,
    ver  integer  NOT NULL,
    type smallint NOT NULL,
    op   smallint NOT NULL
);

-- Readers go by transaction, then id: ids alone are not in the order in which rows become visible.
CREATE INDEX event_order ON event (txid, id);

-- How far each handler has come.
CREATE TABLE event_position (
    handler  text PRIMARY KEY,
    txid     xid8   NOT NULL,
    position bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    failure  text
);

-- Long work with visible progress.
CREATE TABLE job (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind     text NOT NULL,
    subject  text NOT NULL,
    state    text NOT NULL,
    done     bigint NOT NULL,
    total    bigint NOT NULL,
    position bigint NOT NULL,
    message  text,
    created  timestamptz NOT NULL,
    updated  timestamptz NOT NULL
);
