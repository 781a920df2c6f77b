-- Quantities that are ranges, of which there are few: 'hi >' cannot use idx_quantity_value for them.
CREATE INDEX idx_quantity_range ON idx_quantity (key, hi, rid) WHERE hi > lo;

-- All sequences of three letters of a text, for ':contains'. Three passes, each cutting from another letter.
CREATE FUNCTION grams(text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN string_to_array(
    regexp_replace($1, '(...)', E'\\1\x1f', 'g') || E'\x1f'
        || regexp_replace(substr($1, 2), '(...)', E'\\1\x1f', 'g') || E'\x1f'
        || regexp_replace(substr($1, 3), '(...)', E'\\1\x1f', 'g'),
    E'\x1f');

-- Path numbers are positive integers; the hashed keys of composites, which take no modifiers, stay out.
CREATE INDEX idx_string_grams ON idx_string USING gin (grams(norm)) WITH (gin_pending_list_limit = 256)
    WHERE key BETWEEN 0 AND 2147483647;
-- Texts that were cut.
CREATE INDEX idx_string_cut ON idx_string (key, rid) WHERE strpos(full_text, E'\x1f') > 0;
