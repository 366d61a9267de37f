-- inventory -------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- When a cell was counted last: what is reported later of the time before has no effect.
CREATE TABLE stock_last_count (
    sku        text        COLLATE "C" NOT NULL,
    location   text        COLLATE "C" NOT NULL,
    counted_at timestamptz NOT NULL,
    CONSTRAINT stock_last_count_pk PRIMARY KEY (sku, location)
);

-- A count that is reported late asks what has moved since, and who looks ahead, what was sold. Promises, which are most of
-- the ledger, are not in it. Who changes what is on hand waits while it is built.
CREATE INDEX stock_entry_on_hand ON stock_entry (sku, location, recorded_at) WHERE counter = 'on-hand';

-- catalog ---------------------------------------------------------------------------------------------------------

-- How far a count of the location may be off before it is doubted; the hub's own, where null.
ALTER TABLE location
    ADD COLUMN count_tolerance_units bigint,
    ADD COLUMN count_tolerance_percent int,
    ADD CONSTRAINT location_count_tolerance CHECK (
        (count_tolerance_units IS NULL) = (count_tolerance_percent IS NULL)
        AND count_tolerance_units >= 0 AND count_tolerance_percent BETWEEN 0 AND 100) NOT VALID;
