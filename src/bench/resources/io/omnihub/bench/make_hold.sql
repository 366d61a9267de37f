-- The raw client's whole hold in one call: it writes every row that the hub writes for the same hold. It goes about it as
-- place_order does.
CREATE FUNCTION make_hold(
    p_hold uuid, p_fingerprint uuid, p_actor uuid, p_key text, p_channel text, p_seconds int,
    p_skus text[], p_quantities bigint[], p_pool text[]) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
    v_now      timestamptz := clock_timestamp();
    v_end      timestamptz := v_now + make_interval(secs => p_seconds);
    v_scope    text := 'caller:' || p_actor || ':make-hold';
    v_lines    int := cardinality(p_skus);
    v_found    int;
    v_location text;
    v_known    command_key;
BEGIN
    INSERT INTO command_key (scope, key, fingerprint, command_id, subject, recorded_at)
    VALUES (v_scope, p_key, p_fingerprint, p_hold, p_hold, v_now)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        SELECT * INTO v_known FROM command_key WHERE scope = v_scope AND key = p_key;
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

    INSERT INTO hold (id, channel, state, expires_at, made_at, made_by)
    VALUES (p_hold, p_channel, 'active', v_end, v_now, p_actor);

    PERFORM FROM stock_sku WHERE sku = ANY (p_skus) ORDER BY sku FOR NO KEY UPDATE;

    PERFORM FROM hold_line WHERE freed_at IS NULL AND sku = ANY (p_skus) AND expires_at <= v_now;
    IF FOUND THEN
        RAISE EXCEPTION 'expired-holds';
    END IF;

    FOREACH v_location IN ARRAY p_pool LOOP
        SELECT count(*) INTO v_found
        FROM unnest(p_skus, p_quantities) AS line (sku, quantity)
        JOIN stock_level level ON level.sku = line.sku AND level.location = v_location
        WHERE level.on_hand - level.unavailable - level.allocated - level.held - level.safety_stock >= line.quantity;
        EXIT WHEN v_found = v_lines;
    END LOOP;
    IF v_found < v_lines THEN
        RAISE EXCEPTION 'insufficient-stock';
    END IF;

    INSERT INTO hold_line (hold_id, line_number, sku, location, quantity, expires_at)
    SELECT p_hold, number, sku, v_location, quantity, v_end
    FROM unnest(p_skus, p_quantities) WITH ORDINALITY AS line (sku, quantity, number);

    INSERT INTO stock_entry (sku, location, counter, quantity, reason, reference, actor, occurred_at, recorded_at)
    SELECT sku, v_location, 'held', quantity, 'hold', p_hold, p_actor, v_now, v_now
    FROM unnest(p_skus, p_quantities) AS line (sku, quantity);

    WITH changed AS (
        UPDATE stock_level level
        SET held = level.held + line.quantity, version = level.version + 1
        FROM unnest(p_skus, p_quantities) AS line (sku, quantity)
        WHERE level.sku = line.sku AND level.location = v_location
        RETURNING level.*)
    INSERT INTO event (type, subject, time, data)
    SELECT 'io.omnihub.hold.made.v1', p_hold::text, v_now,
        format('{"holdId":"%s","channel":"%s"}', p_hold, p_channel)::json
    UNION ALL
    SELECT 'io.omnihub.stock.changed.v1', sku || '@' || location, v_now,
        format('{"sku":%s,"location":"%s","onHand":%s,"unavailable":%s,"allocated":%s,"held":%s,"inTransit":%s,'
            '"safetyStock":%s,"version":%s,"onHandVersion":%s}',
            to_json(sku), location, on_hand, unavailable, allocated, held, in_transit,
            safety_stock, version, on_hand_version)::json
    FROM changed;

    RETURN p_hold;
END
$$;
