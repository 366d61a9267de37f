-- engine ----------------------------------------------------------------------------------------------------------

-- What is to happen later. next_at is when a replica may take it: when it is due, when the lease of whoever has taken it
-- ends, or when the pause after a failure is over. generation grows with every taking.
CREATE TABLE due_work (
    id         uuid        NOT NULL,
    kind       text        COLLATE "C" NOT NULL,
    subject    text        COLLATE "C" NOT NULL,
    due_at     timestamptz NOT NULL,
    state      text        NOT NULL,
    next_at    timestamptz NOT NULL,
    generation bigint      NOT NULL,
    failures   int         NOT NULL,
    reason     text,
    created_at timestamptz NOT NULL,
    CONSTRAINT due_work_pk PRIMARY KEY (id),
    CONSTRAINT due_work_state CHECK (state IN ('waiting', 'done', 'parked')),
    CONSTRAINT due_work_counts CHECK (generation >= 0 AND failures >= 0)
) WITH (fillfactor = 80);

CREATE INDEX due_work_next ON due_work (next_at) WHERE state = 'waiting';
CREATE INDEX due_work_parked ON due_work (id) WHERE state = 'parked';
CREATE INDEX due_work_subject ON due_work (subject, id);
