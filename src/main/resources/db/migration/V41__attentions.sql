-- attention ---------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- What is at risk, or was: a thing stands here once for each kind of risk. position: of the event that opened it last.
-- times: how often it was raised since; openings: how often it opened.
CREATE TABLE attention (
    key        text        COLLATE "C" NOT NULL,
    kind       text        COLLATE "C" NOT NULL,
    subject    text        NOT NULL,
    state      text        NOT NULL,
    position   bigint      NOT NULL,
    order_id   uuid,
    channel    text        COLLATE "C",
    locations  text[]      COLLATE "C" NOT NULL,
    facts      json        NOT NULL,
    times      bigint      NOT NULL,
    openings   bigint      NOT NULL,
    opened_at  timestamptz NOT NULL,
    raised_at  timestamptz NOT NULL,
    cleared_at timestamptz,
    CONSTRAINT attention_pk PRIMARY KEY (kind, key),
    CONSTRAINT attention_position UNIQUE (position),
    CONSTRAINT attention_state CHECK (state IN ('open', 'cleared') AND (state = 'cleared') = (cleared_at IS NOT NULL)),
    CONSTRAINT attention_counts CHECK (position > 0 AND times > 0 AND openings > 0)
) WITH (fillfactor = 80);

CREATE INDEX attention_open ON attention (position) WHERE state = 'open';
CREATE INDEX attention_order ON attention (order_id, position) WHERE order_id IS NOT NULL;

-- journal -----------------------------------------------------------------------------------------------------------

-- What was rejected since somebody reviewed the journal, and whether attention was raised for it.
ALTER TABLE terminal_journal
    ADD COLUMN unreviewed bigint  NOT NULL DEFAULT 0,
    ADD COLUMN raised     boolean NOT NULL DEFAULT false;

UPDATE terminal_journal t SET unreviewed = t.rejected + reused.entries, raised = reused.entries > 0
FROM (SELECT j.terminal, count(r.terminal) AS entries FROM terminal_journal j LEFT JOIN journal_reuse r USING (terminal)
    GROUP BY j.terminal) AS reused
WHERE reused.terminal = t.terminal AND t.rejected + reused.entries > 0;

ALTER TABLE terminal_journal ADD CONSTRAINT terminal_journal_unreviewed CHECK (unreviewed >= 0) NOT VALID;
