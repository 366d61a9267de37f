-- transfer --------------------------------------------------------------------------------------------------------

-- Orders that need a transfer wait while its indexes are built, other orders do not.
SET LOCAL lock_timeout = '5s';

-- handling: shipments and discrepancies, as compact JSON. Without a fulfilment order it is for nobody in particular.
ALTER TABLE transfer_order
    ALTER COLUMN fulfillment_order_id DROP NOT NULL,
    ALTER COLUMN expected_at DROP NOT NULL,
    ADD COLUMN reference text COLLATE "C",
    ADD COLUMN return_of uuid,
    ADD COLUMN reason    text,
    ADD COLUMN handling  json,
    ADD COLUMN version   bigint NOT NULL DEFAULT 1,
    DROP CONSTRAINT transfer_order_state,
    ADD CONSTRAINT transfer_order_state CHECK (state IN (
        'draft', 'approved', 'picking', 'in-transit', 'partially-received', 'received', 'closed', 'cancelled')) NOT VALID;

-- What has not left of an open transfer is allocated at its source, what has left and not arrived is in transit to its
-- destination, and what has arrived and is wanted is allocated there. Of what an older release makes, all is wanted.
ALTER TABLE transfer_line
    ADD COLUMN shipped  bigint NOT NULL DEFAULT 0,
    ADD COLUMN accepted bigint NOT NULL DEFAULT 0,
    ADD COLUMN rejected bigint NOT NULL DEFAULT 0,
    ADD COLUMN lost     bigint NOT NULL DEFAULT 0,
    ADD COLUMN excess   bigint NOT NULL DEFAULT 0,
    ADD COLUMN wanted   bigint,
    ADD CONSTRAINT transfer_line_progress CHECK (
        accepted >= 0 AND rejected >= 0 AND lost >= 0 AND excess >= 0
        AND accepted + rejected + lost <= shipped AND shipped <= quantity) NOT VALID,
    ADD CONSTRAINT transfer_line_wanted CHECK (wanted BETWEEN 0 AND quantity - rejected - lost + excess) NOT VALID;

-- A place lists what it has to send, and what comes to it.
CREATE INDEX transfer_order_source ON transfer_order (source, id);
CREATE INDEX transfer_order_destination ON transfer_order (destination, id);

-- Those that are under way already are looked for as well when they should have arrived.
INSERT INTO due_work (id, kind, subject, due_at, state, next_at, generation, failures, created_at)
SELECT gen_random_uuid(), 'transfer-late', id::text, expected_at, 'waiting', expected_at, 0, 0, created_at
FROM transfer_order WHERE state = 'approved';
