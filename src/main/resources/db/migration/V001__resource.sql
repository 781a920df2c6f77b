-- The record itself: one row per resource with its current version, and one row per superseded version.
-- Columns stand widest first so that no row carries alignment padding.

CREATE TABLE setting (
    name  text PRIMARY KEY,
    value text NOT NULL
);

CREATE TABLE resource (
    rid      bigint   NOT NULL,                                  -- allocated upwards in blocks, never used twice
    fkey     bigint   NOT NULL,                                  -- keyed 64-bit hash of Type/id
    ts       bigint   NOT NULL,                                  -- meta.lastUpdated, milliseconds since 1970
    txid     xid8     NOT NULL DEFAULT pg_current_xact_id(),     -- for readers that must not miss late commits
    present  bigint   NOT NULL,                                  -- one bit per search path of the type that has a value
    ver      integer  NOT NULL,
    type     smallint NOT NULL,
    op       smallint NOT NULL,                                  -- 1 created, 2 updated, 3 deleted
    patients bigint[],                                           -- fkeys of the patients whose compartments hold it
    labels   integer[],                                          -- meta.security, interned
    fid      text     NOT NULL,
    body     bytea,                           -- canonical JSON; null when deleted
    PRIMARY KEY (rid)
);

-- Reads, and the target side of every reference.
CREATE UNIQUE INDEX resource_fkey ON resource (fkey);
-- Searches without a selective criterion, newest first.
CREATE INDEX resource_type ON resource (type, rid) WHERE op < 3;
-- _lastUpdated, type and system history.
CREATE INDEX resource_changed ON resource (type, ts, rid);

CREATE SEQUENCE resource_rid AS bigint INCREMENT BY 256;

CREATE TABLE history (
    rid      bigint   NOT NULL,
    ts       bigint   NOT NULL,
    txid     xid8     NOT NULL,
    ver      integer  NOT NULL,
    type     smallint NOT NULL,
    op       smallint NOT NULL,
    patients bigint[],
    labels   integer[],
    body     bytea,
    PRIMARY KEY (rid, ver)
);

CREATE INDEX history_changed ON history (type, ts, rid);

-- Faster than the default where this PostgreSQL was built with it.
DO $$
BEGIN
    ALTER TABLE resource ALTER COLUMN body SET COMPRESSION lz4;
    ALTER TABLE history ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$;
