-- Contained resources: each is a row of its own beside its container's (op = 4), under a negative row number, so that an
-- index tells the two kinds apart. Its fkey is that of Type/id#local; its body, times, patients and labels follow the
-- container's in the same statements.

ALTER TABLE resource ADD COLUMN container bigint;                -- rid of the resource that contains it; else null
ALTER TABLE resource ADD COLUMN container_type smallint;

-- Searches for contained resources without a selective criterion.
CREATE INDEX resource_contained ON resource (type, rid) WHERE op = 4;
