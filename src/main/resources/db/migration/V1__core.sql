-- Codes, SKUs and keys are compared byte by byte, whatever the database's locale.

-- What has happened does not change.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;

-- engine ----------------------------------------------------------------------------------------------------------

CREATE TABLE command_key (
    scope       text        COLLATE "C" NOT NULL,
    key         text        COLLATE "C" NOT NULL,
    fingerprint uuid        NOT NULL,
    command_id  uuid        NOT NULL,
    subject     uuid        NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT command_key_pk PRIMARY KEY (scope, key)
);

-- event -----------------------------------------------------------------------------------------------------------

CREATE TABLE event (
    seq     bigint      GENERATED ALWAYS AS IDENTITY,
    type    text        NOT NULL,
    subject text        NOT NULL,
    time    timestamptz NOT NULL,
    data    json        NOT NULL,
    CONSTRAINT event_pk PRIMARY KEY (seq)
);

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- access ----------------------------------------------------------------------------------------------------------

CREATE TABLE caller_key (
    id          uuid        NOT NULL,
    name        text        NOT NULL,
    role        text        NOT NULL,
    channel     text        COLLATE "C",
    secret_hash bytea       NOT NULL,
    created_at  timestamptz NOT NULL,
    revoked_at  timestamptz,
    CONSTRAINT caller_key_pk PRIMARY KEY (id),
    CONSTRAINT caller_key_secret UNIQUE (secret_hash),
    CONSTRAINT caller_key_scope CHECK ((role = 'storefront') = (channel IS NOT NULL))
);

-- catalog ---------------------------------------------------------------------------------------------------------

CREATE TABLE item (
    sku                 text   COLLATE "C" NOT NULL,
    name                text   NOT NULL,
    state               text   NOT NULL,
    unit_price          bigint,
    unit_price_currency text,
    version             bigint NOT NULL,
    CONSTRAINT item_pk PRIMARY KEY (sku),
    CONSTRAINT item_price CHECK ((unit_price IS NULL) = (unit_price_currency IS NULL) AND unit_price >= 0)
);

CREATE TABLE location (
    code              text             COLLATE "C" NOT NULL,
    name              text             NOT NULL,
    kind              text             NOT NULL,
    state             text             NOT NULL,
    latitude          double precision NOT NULL,
    longitude         double precision NOT NULL,
    time_zone         text             NOT NULL,
    opening_hours     json             NOT NULL,
    capabilities      text[]           NOT NULL,
    daily_capacity    bigint,
    lead_time_minutes bigint           NOT NULL,
    version           bigint           NOT NULL,
    CONSTRAINT location_pk PRIMARY KEY (code),
    CONSTRAINT location_position CHECK (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180)
);

CREATE TABLE channel (
    code      text   COLLATE "C" NOT NULL,
    name      text   NOT NULL,
    kind      text   NOT NULL,
    state     text   NOT NULL,
    pool      text[] NOT NULL,
    threshold bigint NOT NULL,
    version   bigint NOT NULL,
    CONSTRAINT channel_pk PRIMARY KEY (code),
    CONSTRAINT channel_threshold CHECK (threshold >= 0)
);

-- Grows with every change of a location or channel, so that a replica knows when its copy of them is old.
CREATE TABLE catalog_version (
    version bigint NOT NULL
);
INSERT INTO catalog_version VALUES (1);

-- inventory -------------------------------------------------------------------------------------------------------

-- What is locked for stock: one row per SKU, whatever the number of locations.
CREATE TABLE stock_sku (
    sku text COLLATE "C" NOT NULL,
    CONSTRAINT stock_sku_pk PRIMARY KEY (sku)
);

CREATE TABLE stock_level (
    sku             text   COLLATE "C" NOT NULL,
    location        text   COLLATE "C" NOT NULL,
    on_hand         bigint NOT NULL DEFAULT 0,
    unavailable     bigint NOT NULL DEFAULT 0,
    allocated       bigint NOT NULL DEFAULT 0,
    held            bigint NOT NULL DEFAULT 0,
    in_transit      bigint NOT NULL DEFAULT 0,
    safety_stock    bigint NOT NULL DEFAULT 0,
    version         bigint NOT NULL DEFAULT 0,
    on_hand_version bigint NOT NULL DEFAULT 0,
    CONSTRAINT stock_level_pk PRIMARY KEY (sku, location),
    CONSTRAINT stock_level_counters
        CHECK (unavailable >= 0 AND allocated >= 0 AND held >= 0 AND in_transit >= 0 AND safety_stock >= 0)
) WITH (fillfactor = 70);

CREATE INDEX stock_level_location ON stock_level (location, sku);

CREATE TABLE stock_entry (
    seq         bigint      GENERATED ALWAYS AS IDENTITY,
    sku         text        COLLATE "C" NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    counter     text        NOT NULL,
    quantity    bigint      NOT NULL,
    reason      text        NOT NULL,
    reference   uuid        NOT NULL,
    actor       uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    CONSTRAINT stock_entry_pk PRIMARY KEY (seq),
    CONSTRAINT stock_entry_counter
        CHECK (counter IN ('on-hand', 'unavailable', 'allocated', 'held', 'in-transit')),
    CONSTRAINT stock_entry_quantity CHECK (quantity <> 0)
);

CREATE TRIGGER stock_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE stock_adjustment (
    id          uuid        NOT NULL,
    reference   text        NOT NULL,
    reason      text        NOT NULL,
    actor       uuid        NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    entries     json        NOT NULL,
    CONSTRAINT stock_adjustment_pk PRIMARY KEY (id)
);

CREATE TRIGGER stock_adjustment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_adjustment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- order -----------------------------------------------------------------------------------------------------------

CREATE SEQUENCE order_number START WITH 100000;

-- The customer's key (channel, external_id) is unique by command_key, scope 'order:<channel>'.
CREATE TABLE customer_order (
    id          uuid        NOT NULL,
    number      bigint      NOT NULL,
    channel     text        COLLATE "C" NOT NULL,
    external_id text        NOT NULL,
    state       text        NOT NULL,
    currency    text        NOT NULL,
    method      text        NOT NULL,
    allow_split boolean     NOT NULL,
    placed_at   timestamptz NOT NULL,
    placed_by   uuid        NOT NULL,
    CONSTRAINT customer_order_pk PRIMARY KEY (id),
    CONSTRAINT customer_order_number UNIQUE (number),
    CONSTRAINT customer_order_state CHECK (state IN ('placed', 'processing', 'completed', 'cancelled'))
) WITH (fillfactor = 90);

CREATE INDEX customer_order_channel ON customer_order (channel, id);

CREATE TABLE order_line (
    order_id    uuid   NOT NULL,
    line_number int    NOT NULL,
    sku         text   COLLATE "C" NOT NULL,
    ordered     bigint NOT NULL,
    current     bigint NOT NULL,
    unit_price  bigint NOT NULL,
    CONSTRAINT order_line_pk PRIMARY KEY (order_id, line_number),
    CONSTRAINT order_line_quantity CHECK (ordered > 0 AND current BETWEEN 0 AND ordered),
    CONSTRAINT order_line_price CHECK (unit_price >= 0)
) WITH (fillfactor = 90);

-- The only place of an order's personal data.
CREATE TABLE order_recipient (
    order_id uuid NOT NULL,
    name     text,
    email    text,
    phone    text,
    delivery json NOT NULL,
    CONSTRAINT order_recipient_pk PRIMARY KEY (order_id)
);

CREATE TABLE order_cancellation (
    id           uuid        NOT NULL,
    order_id     uuid        NOT NULL,
    reason       text,
    actor        uuid        NOT NULL,
    cancelled_at timestamptz NOT NULL,
    lines        json        NOT NULL,
    CONSTRAINT order_cancellation_pk PRIMARY KEY (id)
);

CREATE TRIGGER order_cancellation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_cancellation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- fulfillment -----------------------------------------------------------------------------------------------------

CREATE TABLE fulfillment_order (
    id          uuid        NOT NULL,
    order_id    uuid        NOT NULL,
    method      text        NOT NULL,
    location    text        COLLATE "C" NOT NULL,
    state       text        NOT NULL,
    created_at  timestamptz NOT NULL,
    CONSTRAINT fulfillment_order_pk PRIMARY KEY (id),
    CONSTRAINT fulfillment_order_state CHECK (state IN ('allocated', 'cancelled'))
) WITH (fillfactor = 90);

CREATE INDEX fulfillment_order_order ON fulfillment_order (order_id);

-- A line with a quantity is an allocation of its location's stock.
CREATE TABLE fulfillment_order_line (
    fulfillment_order_id uuid   NOT NULL,
    line_number          int    NOT NULL,
    sku                  text   COLLATE "C" NOT NULL,
    quantity             bigint NOT NULL,
    CONSTRAINT fulfillment_order_line_pk PRIMARY KEY (fulfillment_order_id, line_number),
    CONSTRAINT fulfillment_order_line_quantity CHECK (quantity >= 0)
) WITH (fillfactor = 90);
