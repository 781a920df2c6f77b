-- Large code systems, loaded from their release files by the command load-terminology. Each load makes a table of its own
-- (concept_<id>), filled aside; the one in force is named here, so that a load switches versions by one update.
CREATE TABLE code_system (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    url        text        NOT NULL,
    version    text        NOT NULL,
    state      text        NOT NULL CHECK (state IN ('loading', 'current', 'replaced')),
    concepts   integer     NOT NULL DEFAULT 0,
    definition text        NOT NULL, -- a CodeSystem without its concepts, as JSON
    loaded     timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX code_system_current ON code_system (url) WHERE state = 'current';

-- What the tables concept_<id> are like; itself empty. Their indexes: num, code, and facets (GIN).
CREATE TABLE concept (
    num     integer NOT NULL,                  -- place in the release, from 1 without gaps
    code    text    COLLATE "C" NOT NULL,
    display text    NOT NULL,
    active  boolean NOT NULL,
    content text    NOT NULL,                  -- designations and properties, as JSON
    -- Everything a concept is looked for by: the words of its names as they are; '.n' its own number, '<n' that of a
    -- parent, '^n' that of whatever subsumes it; '=property=value', '?property'.
    facets  tsvector NOT NULL
);
