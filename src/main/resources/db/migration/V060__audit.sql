-- The audit trail: one row for every access of one caller to the data of one patient. Rows are only ever added.
-- Columns stand widest first so that no row carries alignment padding.

CREATE TABLE audit (
    id            bigint   GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    txid          xid8     NOT NULL DEFAULT pg_current_xact_id(),  -- for the seal, which must not miss late commits
    time          bigint   NOT NULL,                               -- milliseconds since 1970
    patient       bigint   NOT NULL,                               -- fkey of Patient/id; 0 when none is concerned
    kind          smallint NOT NULL,                               -- record.trail.TrailCodes
    outcome       smallint NOT NULL,                               -- 0, 4, 8, 12 as in AuditEvent.outcome
    account       text     NOT NULL,                               -- subject of the user's account
    user_resource text     NOT NULL,
    client        text     NOT NULL,
    authorization_id text  NOT NULL,
    purpose       text     NOT NULL,
    address       text     NOT NULL,
    request       text     NOT NULL,                               -- X-Request-Id
    method        text     NOT NULL,
    url           text     NOT NULL,
    resource      text     NOT NULL,
    detail        text     NOT NULL
);

-- The seal goes by transaction, then id, as readers of event do.
CREATE INDEX audit_order ON audit (txid, id);
-- Who saw this record, newest first.
CREATE INDEX audit_patient ON audit (patient, id) WHERE patient <> 0;
-- What has been done with this account, or by this person.
CREATE INDEX audit_account ON audit (account, id) WHERE account <> '';
CREATE INDEX audit_user ON audit (user_resource, id) WHERE user_resource <> '';
-- Times grow with ids almost always; a request is found by the time beside its id in the log.
CREATE INDEX audit_time ON audit USING brin (time) WITH (autosummarize = on, pages_per_range = 32);

-- Each seal hashes the rows behind the seal before it, together with the hash of that seal.
CREATE TABLE audit_seal (
    number   bigint PRIMARY KEY,
    txid     xid8   NOT NULL,      -- the last row it covers: all up to (txid, id)
    id       bigint NOT NULL,
    time     bigint NOT NULL,
    count    bigint NOT NULL,
    previous bytea  NOT NULL,
    hash     bytea  NOT NULL,
    marks    bytea  NOT NULL       -- eight bytes of each row's own hash: only to name the row when one was altered
);

CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail takes new rows only; % is refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
-- Also in sessions that switch ordinary triggers off by session_replication_role.
ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_append_only;
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_append_only;

-- Where this user may, the tables go to a role that nobody signs in as, and the server keeps the right to add and to
-- read. Where it may not, it stays the owner and the triggers alone refuse: audit.md tells how to make the role.
DO $$
DECLARE
    server text := current_user;
    home   text := current_schema();
    joined boolean := false;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'throughline_audit') THEN
        BEGIN
            CREATE ROLE throughline_audit NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL; -- another database of this PostgreSQL made it meanwhile
        END;
    END IF;
    IF NOT pg_has_role(server, 'throughline_audit', 'USAGE') THEN
        EXECUTE format('GRANT throughline_audit TO %I', server);
        joined := true;
    END IF;
    EXECUTE format('GRANT USAGE, CREATE ON SCHEMA %I TO throughline_audit', home);
    ALTER TABLE audit OWNER TO throughline_audit;
    ALTER TABLE audit_seal OWNER TO throughline_audit;
    ALTER FUNCTION audit_append_only() OWNER TO throughline_audit;
    SET LOCAL ROLE throughline_audit;
    EXECUTE format('GRANT SELECT, INSERT ON audit, audit_seal TO %I', server);
    EXECUTE format('SET LOCAL ROLE %I', server);
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM throughline_audit', home);
    IF joined THEN
        EXECUTE format('REVOKE throughline_audit FROM %I', server);
    END IF;
EXCEPTION WHEN insufficient_privilege OR invalid_grant_operation THEN
    RAISE NOTICE 'The audit trail stays owned by %: its triggers alone refuse changes', server;
END $$;
