-- fulfillment -----------------------------------------------------------------------------------------------------

-- A store lists what it has to do by state, and a pause looks for what is not picked.
CREATE INDEX fulfillment_order_location_state ON fulfillment_order (location, state, id);

-- No release has ever had the state cancel-requested.
ALTER TABLE fulfillment_order
    DROP CONSTRAINT fulfillment_order_state,
    ADD CONSTRAINT fulfillment_order_state CHECK (state IN (
        'pending-sourcing', 'allocated', 'awaiting-transfer', 'backordered', 'unfillable', 'acknowledged', 'picking',
        'picked', 'packed', 'shipped', 'delivered', 'delivery-failed', 'ready-for-pickup', 'collected',
        'returned-to-stock', 'rejected', 'expired', 'cancelled'));
