-- What search asks. `path` names one indexed element path of a resource type (table search_path); parameters that share
-- a path share its rows. `key` is the path's id, or a keyed hash of path and code where one lookup must find both.

CREATE TABLE search_path (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type       text NOT NULL,
    kind       text NOT NULL,
    expression text NOT NULL,
    bit        smallint NOT NULL,                                -- its place in resource.present, counted within the type
    state      text NOT NULL DEFAULT 'building',                 -- building, complete, retired
    UNIQUE (type, kind, expression)
);

-- Code systems, units and labels as small numbers.
CREATE TABLE term (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text text NOT NULL UNIQUE
);

-- Codes, identifiers, booleans, uris. One tree serves system|code, code and |code, and gives rows in rid order.
CREATE TABLE idx_token (
    key bigint  NOT NULL,                                        -- hash of path and code
    rid bigint  NOT NULL,
    sys integer NOT NULL,                                        -- term id of the system, 0 when none
    PRIMARY KEY (key, sys, rid)
);

-- References by hash of the target, so that absent and external targets work too.
CREATE TABLE idx_reference (
    target bigint  NOT NULL,
    rid    bigint  NOT NULL,
    path   integer NOT NULL,
    PRIMARY KEY (target, path, rid)
);
-- From a resource to what it refers to: _include and chains that start at a few resources.
CREATE INDEX idx_reference_source ON idx_reference (rid, path, target);

CREATE TABLE idx_string (
    key  bigint NOT NULL,
    rid  bigint NOT NULL,
    norm text COLLATE "C" NOT NULL,                              -- folded: lower case, no accents, at most 200 characters
    full_text text                                               -- as written, where that differs from norm
);
CREATE INDEX idx_string_value ON idx_string (key, norm, rid);
CREATE INDEX idx_string_source ON idx_string (rid, key);

CREATE TABLE idx_date (
    key bigint NOT NULL,
    rid bigint NOT NULL,
    lo  bigint NOT NULL,                                         -- first millisecond covered
    hi  bigint NOT NULL                                          -- last millisecond covered
);
CREATE INDEX idx_date_value ON idx_date (key, lo, rid) INCLUDE (hi);
CREATE INDEX idx_date_source ON idx_date (rid, key, lo, hi);
-- Periods longer than a day: 'hi >' cannot use the tree above for them.
CREATE INDEX idx_date_long ON idx_date (key, hi, rid) WHERE hi - lo > 86400000;

CREATE TABLE idx_quantity (
    key  bigint  NOT NULL,
    rid  bigint  NOT NULL,
    lo   double precision NOT NULL,
    hi   double precision NOT NULL,
    unit integer NOT NULL                                        -- term id of system|code, 0 when none
);
CREATE INDEX idx_quantity_value ON idx_quantity (key, lo, rid) INCLUDE (hi, unit);
CREATE INDEX idx_quantity_source ON idx_quantity (rid, key, lo);

-- Skewed keys (status = final) must not look like rare ones.
ALTER TABLE idx_token ALTER COLUMN key SET STATISTICS 1000;
ALTER TABLE idx_reference ALTER COLUMN target SET STATISTICS 1000;

-- Index-only scans need the visibility map: vacuum after a tenth of new rows rather than a fifth.
ALTER TABLE idx_token SET (autovacuum_vacuum_insert_scale_factor = 0.1);
ALTER TABLE idx_reference SET (autovacuum_vacuum_insert_scale_factor = 0.1);
ALTER TABLE idx_date SET (autovacuum_vacuum_insert_scale_factor = 0.1);
ALTER TABLE idx_quantity SET (autovacuum_vacuum_insert_scale_factor = 0.1);
