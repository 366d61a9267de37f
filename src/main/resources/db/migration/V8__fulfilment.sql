-- catalog ---------------------------------------------------------------------------------------------------------

ALTER TABLE location
    ADD COLUMN acknowledge_minutes bigint,
    ADD COLUMN collect_days        bigint,
    ADD CONSTRAINT location_times CHECK (acknowledge_minutes > 0 AND collect_days > 0);

-- fulfillment -----------------------------------------------------------------------------------------------------

-- demand: what is needed to source it again, never an address. handling: parcels, shipments and what else happened at the
-- location. Both are compact JSON; a demand that is missing was placed by an older release.
ALTER TABLE fulfillment_order
    ADD COLUMN version     bigint NOT NULL DEFAULT 1,
    ADD COLUMN demand      json,
    ADD COLUMN handling    json,
    ADD COLUMN predecessor uuid,
    DROP CONSTRAINT fulfillment_order_state,
    DROP CONSTRAINT fulfillment_order_location,
    ADD CONSTRAINT fulfillment_order_state CHECK (state IN (
        'pending-sourcing', 'allocated', 'awaiting-transfer', 'backordered', 'unfillable', 'acknowledged', 'picking',
        'picked', 'packed', 'shipped', 'delivered', 'delivery-failed', 'ready-for-pickup', 'collected',
        'returned-to-stock', 'cancel-requested', 'rejected', 'expired', 'cancelled')),
    ADD CONSTRAINT fulfillment_order_location CHECK (
        location IS NOT NULL OR state IN ('pending-sourcing', 'backordered', 'unfillable', 'cancelled'));

-- While its state has stock at the location, a line's quantity less what was handed over is an allocation.
ALTER TABLE fulfillment_order_line
    ADD COLUMN unit_price  bigint NOT NULL DEFAULT 0,
    ADD COLUMN picked      bigint NOT NULL DEFAULT 0,
    ADD COLUMN handed_over bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT fulfillment_order_line_progress CHECK (0 <= handed_over AND handed_over <= picked AND picked <= quantity);

UPDATE fulfillment_order f SET demand = json_strip_nulls(json_build_object(
    'c', o.channel,
    'm', r.delivery->>'method',
    'l', r.delivery->>'location',
    'a', coalesce(r.delivery->'near'->'latitude', r.delivery->'address'->'position'->'latitude'),
    'o', coalesce(r.delivery->'near'->'longitude', r.delivery->'address'->'position'->'longitude'),
    'k', r.delivery->'maxDistanceKm',
    's', o.allow_split,
    'b', f.state = 'backordered'))
FROM customer_order o JOIN order_recipient r ON r.order_id = o.id WHERE o.id = f.order_id;

UPDATE fulfillment_order_line l SET unit_price = ol.unit_price
FROM fulfillment_order f JOIN order_line ol ON ol.order_id = f.order_id
WHERE f.id = l.fulfillment_order_id AND ol.line_number = l.line_number;
