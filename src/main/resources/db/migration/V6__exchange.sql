-- exchange --------------------------------------------------------------------------------------------------------

-- A file that was imported, known again by command_key, scope 'import:<kind>' or the caller's own.
CREATE TABLE import (
    id         uuid        NOT NULL,
    kind       text        NOT NULL,
    options    text        NOT NULL,
    sha256     text        NOT NULL,
    state      text        NOT NULL,
    line       bigint      NOT NULL,
    accepted   bigint      NOT NULL,
    unchanged  bigint      NOT NULL,
    rejected   bigint      NOT NULL,
    started_by uuid        NOT NULL,
    started_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT import_pk PRIMARY KEY (id),
    CONSTRAINT import_state CHECK (state IN ('running', 'completed')),
    CONSTRAINT import_counts CHECK (line >= 0 AND accepted >= 0 AND unchanged >= 0 AND rejected >= 0)
) WITH (fillfactor = 50);

CREATE TABLE import_rejection (
    seq         bigint      GENERATED ALWAYS AS IDENTITY,
    import_id   uuid        NOT NULL,
    line        bigint      NOT NULL,
    field       text        NOT NULL,
    code        text        NOT NULL,
    found       text        NOT NULL,
    detail      text        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT import_rejection_pk PRIMARY KEY (seq)
);

CREATE INDEX import_rejection_import ON import_rejection (import_id, seq);

CREATE TRIGGER import_rejection_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON import_rejection
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
