-- transfer ---------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- Those that are expected somewhere.
CREATE INDEX transfer_order_open ON transfer_order (id)
    WHERE state IN ('draft', 'approved', 'picking', 'in-transit', 'partially-received');
