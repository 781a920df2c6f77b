-- Full text: the words of a resource's narrative (_text) or of all its text (_content), as the application splits them.
-- Each row carries the word '#path' beside the others, so that one index finds a word under a path.

CREATE TABLE idx_text (
    rid   bigint   NOT NULL,
    path  integer  NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (rid, path)
);
-- Without a pending list: a search never has to read one, and a write pays for itself.
CREATE INDEX idx_text_words ON idx_text USING gin (words) WITH (fastupdate = off);
-- Nobody plans by them, and gathering them is slow.
ALTER TABLE idx_text ALTER COLUMN words SET STATISTICS 0;
