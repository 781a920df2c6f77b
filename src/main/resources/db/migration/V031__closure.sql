-- The closure tables that clients keep here by ConceptMap/$closure.
CREATE TABLE closure (
    name    text    PRIMARY KEY,
    version integer NOT NULL
);

-- The codes a client has named, once each, with the version that they came with.
CREATE TABLE closure_code (
    name    text    NOT NULL REFERENCES closure ON DELETE CASCADE,
    system  text    NOT NULL,
    code    text    NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (name, system, code)
);

-- Which of them subsumes which, with the version that told it.
CREATE TABLE closure_pair (
    name    text    NOT NULL REFERENCES closure ON DELETE CASCADE,
    system  text    NOT NULL,
    above   text    NOT NULL,
    below   text    NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (name, system, below, above)
);
CREATE INDEX closure_pair_version ON closure_pair (name, version);
