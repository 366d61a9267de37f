-- catalog ---------------------------------------------------------------------------------------------------------

-- What becomes of what no location can fulfil.
ALTER TABLE channel
    ADD COLUMN unfillable text NOT NULL DEFAULT 'attention',
    ADD CONSTRAINT channel_unfillable CHECK (unfillable IN ('attention', 'backorder', 'cancel'));

-- How long before the end of a pickup its customer is reminded.
ALTER TABLE location
    ADD COLUMN remind_days bigint,
    ADD CONSTRAINT location_remind_days CHECK (remind_days >= 0);

-- order -----------------------------------------------------------------------------------------------------------

-- Who has taken what: a name, as all that stands here of people.
ALTER TABLE order_recipient ADD COLUMN collected jsonb;

-- fulfillment -----------------------------------------------------------------------------------------------------

ALTER TABLE fulfillment_order
    DROP CONSTRAINT fulfillment_order_state,
    ADD CONSTRAINT fulfillment_order_state CHECK (state IN (
        'pending-sourcing', 'allocated', 'awaiting-transfer', 'backordered', 'unfillable', 'acknowledged', 'picking',
        'blocked', 'picked', 'packed', 'shipped', 'delivered', 'delivery-failed', 'ready-for-pickup', 'collected',
        'returned-to-stock', 'cancel-requested', 'rejected', 'expired', 'cancelled'));
