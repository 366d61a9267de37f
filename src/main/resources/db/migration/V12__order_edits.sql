-- fulfillment -----------------------------------------------------------------------------------------------------

-- cancel-requested: its location has picked what is not wanted any more, and is asked to give it back.
ALTER TABLE fulfillment_order
    DROP CONSTRAINT fulfillment_order_state,
    ADD CONSTRAINT fulfillment_order_state CHECK (state IN (
        'pending-sourcing', 'allocated', 'awaiting-transfer', 'backordered', 'unfillable', 'acknowledged', 'picking',
        'picked', 'packed', 'shipped', 'delivered', 'delivery-failed', 'ready-for-pickup', 'collected',
        'cancel-requested', 'returned-to-stock', 'rejected', 'expired', 'cancelled'));

-- order -----------------------------------------------------------------------------------------------------------

-- What locations were asked to give back beside what was cancelled at once; missing where nothing was.
ALTER TABLE order_cancellation ADD COLUMN requested json;
