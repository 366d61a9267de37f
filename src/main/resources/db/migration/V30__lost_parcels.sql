-- fulfillment -----------------------------------------------------------------------------------------------------

-- No release has ever had the state lost. What is there was checked for fewer states: nothing has to be read for it.
SET LOCAL lock_timeout = '5s';

ALTER TABLE fulfillment_order
    DROP CONSTRAINT fulfillment_order_state,
    ADD CONSTRAINT fulfillment_order_state CHECK (state IN (
        'pending-sourcing', 'allocated', 'awaiting-transfer', 'backordered', 'unfillable', 'acknowledged', 'picking',
        'blocked', 'picked', 'packed', 'shipped', 'delivered', 'delivery-failed', 'ready-for-pickup', 'collected',
        'returned-to-stock', 'lost', 'cancel-requested', 'rejected', 'expired', 'cancelled')) NOT VALID;
