-- inventory, transfer ---------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- What was sold of an item and when there was any: velocities are read from these. Writers of the ledger wait while it is
-- built. Placing an order writes no entry of it.
CREATE INDEX stock_entry_on_hand ON stock_entry (sku, recorded_at) WHERE counter = 'on-hand';

-- Those that are expected somewhere.
CREATE INDEX transfer_order_open ON transfer_order (id)
    WHERE state IN ('draft', 'approved', 'picking', 'in-transit', 'partially-received');
