-- inventory -------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- What somebody has counted, as it was recorded; the key of a count is its reference, scope 'count'.
CREATE TABLE stock_count (
    id          uuid        NOT NULL,
    reference   text        NOT NULL,
    actor       uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    entries     json        NOT NULL,
    CONSTRAINT stock_count_pk PRIMARY KEY (id)
);

CREATE TRIGGER stock_count_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_count
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- count -----------------------------------------------------------------------------------------------------------

-- What is to be counted; its key is its reference, scope 'cycle-count'.
CREATE TABLE cycle_count (
    id                uuid        NOT NULL,
    reference         text        NOT NULL,
    location          text        COLLATE "C" NOT NULL,
    state             text        NOT NULL,
    blind             boolean     NOT NULL,
    tolerance_units   bigint      NOT NULL,
    tolerance_percent int         NOT NULL,
    lines             int         NOT NULL,
    lines_left        int         NOT NULL,
    above             int         NOT NULL,
    made_by           uuid        NOT NULL,
    made_at           timestamptz NOT NULL,
    reason            text,
    version           bigint      NOT NULL,
    CONSTRAINT cycle_count_pk PRIMARY KEY (id),
    CONSTRAINT cycle_count_state CHECK (state IN ('open', 'recount', 'counted', 'posted', 'rejected')),
    CONSTRAINT cycle_count_tolerance CHECK (tolerance_units >= 0 AND tolerance_percent BETWEEN 0 AND 100),
    CONSTRAINT cycle_count_lines CHECK (lines > 0 AND lines_left BETWEEN 0 AND lines AND above BETWEEN 0 AND lines)
);

CREATE INDEX cycle_count_location ON cycle_count (location, id);

-- expected: what the ledger had on hand when the count was entered.
CREATE TABLE cycle_count_line (
    count_id   uuid    NOT NULL,
    sku        text    COLLATE "C" NOT NULL,
    counted    bigint,
    expected   bigint,
    counted_by uuid,
    counted_at timestamptz,
    rounds     int     NOT NULL,
    recount    boolean NOT NULL,
    CONSTRAINT cycle_count_line_pk PRIMARY KEY (count_id, sku),
    CONSTRAINT cycle_count_line_count FOREIGN KEY (count_id) REFERENCES cycle_count (id),
    CONSTRAINT cycle_count_line_entered CHECK (
        counted >= 0 AND rounds >= 0 AND (counted IS NULL) = (expected IS NULL)
        AND (counted IS NULL) = (counted_by IS NULL) AND (counted IS NULL) = (counted_at IS NULL))
);
