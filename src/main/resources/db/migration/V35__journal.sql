-- inventory ---------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- Where in a terminal's journal the count stands that a terminal has told of.
ALTER TABLE stock_last_count
    ADD COLUMN terminal uuid,
    ADD COLUMN sequence bigint;

-- journal -----------------------------------------------------------------------------------------------------------

-- How far the journal of a terminal has come, and what became of its entries. Its row is the lock of them all.
CREATE TABLE terminal_journal (
    terminal   uuid        NOT NULL,
    location   text        COLLATE "C" NOT NULL,
    contiguous bigint      NOT NULL,
    highest    bigint      NOT NULL,
    applied    bigint      NOT NULL,
    superseded bigint      NOT NULL,
    rejected   bigint      NOT NULL,
    heard_at   timestamptz NOT NULL,
    CONSTRAINT terminal_journal_pk PRIMARY KEY (terminal),
    CONSTRAINT terminal_journal_sequences CHECK (contiguous >= 0 AND highest >= contiguous),
    CONSTRAINT terminal_journal_counts CHECK (applied >= 0 AND superseded >= 0 AND rejected >= 0)
) WITH (fillfactor = 50);

CREATE INDEX terminal_journal_location ON terminal_journal (location);

-- What a terminal tells. quantity: units, of a count those counted; effect: by how much it changed what is on hand.
-- What of a rejected entry could not be read is missing.
CREATE TABLE journal_entry (
    terminal    uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    fingerprint uuid        NOT NULL,
    outcome     text        NOT NULL,
    code        text,
    field       text,
    kind        text,
    sku         text        COLLATE "C",
    quantity    bigint,
    effect      bigint      NOT NULL,
    occurred_at timestamptz,
    details     json,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT journal_entry_pk PRIMARY KEY (terminal, sequence),
    CONSTRAINT journal_entry_sequence CHECK (sequence >= 1),
    CONSTRAINT journal_entry_outcome CHECK (outcome IN ('applied', 'superseded', 'rejected')),
    CONSTRAINT journal_entry_code CHECK ((outcome = 'rejected') = (code IS NOT NULL)),
    CONSTRAINT journal_entry_effect CHECK (outcome = 'applied' OR effect = 0),
    CONSTRAINT journal_entry_content CHECK (outcome = 'rejected'
        OR (kind IS NOT NULL AND sku IS NOT NULL AND quantity >= 0 AND occurred_at IS NOT NULL))
);

CREATE INDEX journal_entry_rejected ON journal_entry (terminal, sequence) WHERE outcome = 'rejected';

CREATE TRIGGER journal_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What came under a sequence that had been used for something else.
CREATE TABLE journal_reuse (
    terminal    uuid        NOT NULL,
    sequence    bigint      NOT NULL,
    fingerprint uuid        NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    kind        text,
    sku         text        COLLATE "C",
    quantity    bigint,
    occurred_at timestamptz,
    details     json,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT journal_reuse_pk PRIMARY KEY (terminal, sequence, fingerprint)
);

CREATE TRIGGER journal_reuse_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_reuse
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
