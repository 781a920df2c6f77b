-- Which codes and uris are in use, once each however many resources carry them: for system|, :text, :in and :below.
-- Nobody refers to these rows; one whose code is in use no longer does no harm.

CREATE TABLE used_code (
    key   bigint  NOT NULL,                                      -- as in idx_token
    sys   integer NOT NULL,
    txt   integer NOT NULL,                                      -- hash of words, 0 when none
    path  integer NOT NULL,
    code  text COLLATE "C" NOT NULL,
    words text COLLATE "C",                                      -- the display, folded, each word after a blank
    PRIMARY KEY (key, sys, txt)
);
CREATE INDEX used_code_path ON used_code (path, sys, left(code, 200));

-- Token rows get a column and, of contact points, another system; they are all written anew. Until that is done, the
-- parameters they belong to are not offered.
TRUNCATE idx_token;
ALTER TABLE idx_token ADD COLUMN txt integer NOT NULL DEFAULT 0; -- hash of the display's words, 0 when none
UPDATE search_path SET state = 'waiting' WHERE kind IN ('token', 'uri', 'reference', 'composite');
