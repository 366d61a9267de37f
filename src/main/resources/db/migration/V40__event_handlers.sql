-- event -----------------------------------------------------------------------------------------------------------

-- How far each handler of events has come: up to its position everything has taken effect that it wants. Its row is the
-- lock of its effects. Events behind the lowest position of all are not forgotten, so whoever takes a handler away
-- deletes its row.
CREATE TABLE event_handler (
    handler  text        COLLATE "C" NOT NULL,
    position bigint      NOT NULL,
    state    text        NOT NULL,
    failures integer     NOT NULL,
    next_at  timestamptz NOT NULL,
    reason   text,
    moved_at timestamptz NOT NULL,
    CONSTRAINT event_handler_pk PRIMARY KEY (handler),
    CONSTRAINT event_handler_state CHECK (state IN ('following', 'parked')),
    CONSTRAINT event_handler_counts CHECK (position >= 0 AND failures >= 0)
) WITH (fillfactor = 50);
