-- The raw client's whole order in one call: it writes every row that the hub writes for the same order. The SKUs are
-- locked in one order and as late as can be, each statement after that sees what others have committed, and every plan
-- is cached. Lines have different SKUs. The caller orders the pool, nearest first, and writes the events' lines, which
-- it knows. A hold, where the order has one, is of its own lines at one location, as the benchmark's all are.
CREATE FUNCTION place_order(
    p_order uuid, p_fulfillment_order uuid, p_fingerprint uuid, p_actor uuid,
    p_channel text, p_external_id text, p_currency text, p_name text, p_email text, p_delivery json,
    p_skus text[], p_quantities bigint[], p_unit_prices bigint[], p_pool text[],
    p_event_lines text, p_event_part_lines text, p_explanation json, p_demand json, p_hold uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
    v_now      timestamptz := clock_timestamp();
    v_promised timestamptz := v_now + interval '2 days';
    v_lines    int := cardinality(p_skus);
    v_found    int;
    v_location text;
    v_held_at  text;
    v_number   bigint;
    v_known    command_key;
BEGIN
    INSERT INTO command_key (scope, key, fingerprint, command_id, subject, recorded_at)
    VALUES ('order:' || p_channel, p_external_id, p_fingerprint, p_order, p_order, v_now)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        SELECT * INTO v_known FROM command_key WHERE scope = 'order:' || p_channel AND key = p_external_id;
        IF v_known.fingerprint <> p_fingerprint THEN
            RAISE EXCEPTION 'idempotency-key-reused';
        END IF;
        RETURN v_known.subject;
    END IF;

    PERFORM FROM channel WHERE code = p_channel AND state = 'active';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'unknown-channel';
    END IF;

    SELECT count(*) INTO v_found FROM item WHERE sku = ANY (p_skus) AND state = 'active';
    IF v_found < v_lines THEN
        RAISE EXCEPTION 'unknown-item';
    END IF;

    INSERT INTO customer_order
        (id, number, channel, external_id, state, currency, method, allow_split, placed_at, placed_by)
    VALUES (p_order, nextval('order_number'), p_channel, p_external_id, 'placed', p_currency, 'ship', true, v_now, p_actor)
    RETURNING number INTO v_number;

    INSERT INTO order_line (order_id, line_number, sku, ordered, current, unit_price)
    SELECT p_order, number, sku, quantity, quantity, unit_price
    FROM unnest(p_skus, p_quantities, p_unit_prices) WITH ORDINALITY AS line (sku, quantity, unit_price, number);

    INSERT INTO order_recipient (order_id, name, email, delivery) VALUES (p_order, p_name, p_email, p_delivery);

    IF p_hold IS NOT NULL THEN
        UPDATE hold SET state = 'committed', order_id = p_order
        WHERE id = p_hold AND channel = p_channel AND state = 'active' AND expires_at > v_now;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'unknown-hold';
        END IF;
    END IF;

    PERFORM FROM stock_sku WHERE sku = ANY (p_skus) ORDER BY sku FOR NO KEY UPDATE;

    -- What expired holds keep is free, so whoever promises these SKUs looks for it. The benchmark's holds never expire.
    PERFORM FROM hold_line WHERE freed_at IS NULL AND sku = ANY (p_skus) AND expires_at <= v_now;
    IF FOUND THEN
        RAISE EXCEPTION 'expired-holds';
    END IF;

    IF p_hold IS NOT NULL THEN
        WITH freed AS (
            UPDATE hold_line held SET freed_at = v_now
            FROM unnest(p_skus, p_quantities) AS line (sku, quantity)
            WHERE held.hold_id = p_hold AND held.freed_at IS NULL
                AND held.sku = line.sku AND held.quantity = line.quantity
            RETURNING held.location)
        SELECT location, count(*) INTO v_held_at, v_found FROM freed GROUP BY location;
        IF v_found IS DISTINCT FROM v_lines THEN
            RAISE EXCEPTION 'another-hold';
        END IF;
    END IF;

    FOREACH v_location IN ARRAY p_pool LOOP
        SELECT count(*) INTO v_found
        FROM unnest(p_skus, p_quantities) AS line (sku, quantity)
        JOIN stock_level level ON level.sku = line.sku AND level.location = v_location
        WHERE level.on_hand - level.unavailable - level.allocated - level.held - level.safety_stock
            + CASE WHEN v_location = v_held_at THEN line.quantity ELSE 0 END >= line.quantity;
        EXIT WHEN v_found = v_lines;
    END LOOP;
    IF v_found < v_lines THEN
        RAISE EXCEPTION 'insufficient-stock';
    END IF;
    IF v_held_at <> v_location THEN
        RAISE EXCEPTION 'held-elsewhere';
    END IF;

    INSERT INTO fulfillment_order (id, order_id, method, location, state, created_at, promised_at, demand)
    VALUES (p_fulfillment_order, p_order, 'ship', v_location, 'allocated', v_now, v_promised, p_demand);

    INSERT INTO order_sourcing (order_id, ordinal, decided_at, explanation) VALUES (p_order, 1, v_now, p_explanation);

    INSERT INTO fulfillment_order_line (fulfillment_order_id, line_number, sku, quantity, unit_price)
    SELECT p_fulfillment_order, number, sku, quantity, unit_price
    FROM unnest(p_skus, p_quantities, p_unit_prices) WITH ORDINALITY AS line (sku, quantity, unit_price, number);

    INSERT INTO stock_entry (sku, location, counter, quantity, reason, reference, actor, occurred_at, recorded_at)
    SELECT sku, v_location, 'held', -quantity, 'hold-freed', p_order, p_actor, v_now, v_now
    FROM unnest(p_skus, p_quantities) AS line (sku, quantity) WHERE p_hold IS NOT NULL
    UNION ALL
    SELECT sku, v_location, 'allocated', quantity, 'order', p_order, p_actor, v_now, v_now
    FROM unnest(p_skus, p_quantities) AS line (sku, quantity);

    WITH changed AS (
        UPDATE stock_level level
        SET allocated = level.allocated + line.quantity,
            held = level.held - CASE WHEN p_hold IS NULL THEN 0 ELSE line.quantity END,
            version = level.version + 1
        FROM unnest(p_skus, p_quantities) AS line (sku, quantity)
        WHERE level.sku = line.sku AND level.location = v_location
        RETURNING level.*)
    INSERT INTO event (type, subject, time, data)
    SELECT 'io.omnihub.hold.committed.v1', p_hold::text, v_now,
        format('{"holdId":"%s","channel":"%s","orderId":"%s"}', p_hold, p_channel, p_order)::json
    WHERE p_hold IS NOT NULL
    UNION ALL
    SELECT 'io.omnihub.order.placed.v1', p_order::text, v_now,
        format('{"orderId":"%s","number":"OH-%s","channel":"%s","externalId":%s,"lines":%s,"fulfillmentOrders":'
            '[{"id":"%s","location":"%s","method":"ship","state":"allocated","promisedAt":%s,"lines":%s}]}',
            p_order, v_number, p_channel, to_json(p_external_id), p_event_lines,
            p_fulfillment_order, v_location, to_json(v_promised), p_event_part_lines)::json
    UNION ALL
    SELECT 'io.omnihub.stock.changed.v1', sku || '@' || location, v_now,
        format('{"sku":%s,"location":"%s","onHand":%s,"unavailable":%s,"allocated":%s,"held":%s,"inTransit":%s,'
            '"safetyStock":%s,"version":%s,"onHandVersion":%s}',
            to_json(sku), location, on_hand, unavailable, allocated, held, in_transit,
            safety_stock, version, on_hand_version)::json
    FROM changed;

    RETURN p_order;
END
$$;
