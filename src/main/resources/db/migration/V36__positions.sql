-- event -----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- What tells this database's stream of events from others, for ever.
CREATE TABLE event_stream (
    id uuid NOT NULL DEFAULT gen_random_uuid()
);
INSERT INTO event_stream DEFAULT VALUES;

-- Positions of events that follow one another in the outbox: the first has that position, the next the next one.
-- Below settled, every number of the outbox has its position or will never be seen.
CREATE TABLE event_run (
    position bigint  NOT NULL,
    seq      bigint  NOT NULL,
    length   integer NOT NULL,
    settled  bigint  NOT NULL,
    CONSTRAINT event_run_pk PRIMARY KEY (position),
    CONSTRAINT event_run_seq UNIQUE (seq),
    CONSTRAINT event_run_bounds CHECK (position > 0 AND seq > 0 AND length BETWEEN 1 AND 10000 AND settled >= 0)
);

-- What is older than events are kept for may be forgotten, by a session that says that this is what it does.
CREATE FUNCTION refuse_forgetting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('omnihub.forgetting', true) IS DISTINCT FROM 'on' THEN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER event_run_append_only BEFORE UPDATE OR TRUNCATE ON event_run
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_run_kept BEFORE DELETE ON event_run
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_forgetting();

DROP TRIGGER event_append_only ON event;
CREATE TRIGGER event_append_only BEFORE UPDATE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_kept BEFORE DELETE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_forgetting();
