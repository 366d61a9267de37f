-- order -----------------------------------------------------------------------------------------------------------

SET LOCAL lock_timeout = '5s';

-- Of the current units, what came back and is not charged any more.
ALTER TABLE order_line
    ADD COLUMN returned bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT order_line_returned CHECK (returned BETWEEN 0 AND current) NOT VALID;

-- returns ---------------------------------------------------------------------------------------------------------

-- What a channel takes back, and for how long; items: days by SKU, where they differ.
CREATE TABLE return_policy (
    channel     text    COLLATE "C" NOT NULL,
    window_days int     NOT NULL,
    automatic   boolean NOT NULL,
    items       jsonb   NOT NULL,
    version     bigint  NOT NULL,
    CONSTRAINT return_policy_pk PRIMARY KEY (channel),
    CONSTRAINT return_policy_window CHECK (window_days BETWEEN 0 AND 3650)
);

-- The natural key is the reference: scope 'return:<channel>' of an order's, else 'return-at:<location>'.
CREATE TABLE customer_return (
    id                uuid        NOT NULL,
    order_id          uuid,
    channel           text        COLLATE "C",
    reference         text        NOT NULL,
    state             text        NOT NULL,
    location          text        COLLATE "C",
    currency          text,
    exchange_order_id uuid,
    reason            text,
    made_by           uuid        NOT NULL,
    made_at           timestamptz NOT NULL,
    version           bigint      NOT NULL,
    CONSTRAINT customer_return_pk PRIMARY KEY (id),
    CONSTRAINT customer_return_state CHECK (state IN ('requested', 'approved', 'refused', 'in-transit', 'received',
        'inspected', 'refunded', 'exchanged', 'closed', 'cancelled')),
    CONSTRAINT customer_return_order CHECK ((order_id IS NULL) = (channel IS NULL) AND (order_id IS NULL) = (currency IS NULL))
);

CREATE INDEX customer_return_of_order ON customer_return (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX customer_return_location ON customer_return (location, id) WHERE location IS NOT NULL;
CREATE INDEX customer_return_channel ON customer_return (channel, id) WHERE channel IS NOT NULL;
CREATE UNIQUE INDEX customer_return_exchange ON customer_return (exchange_order_id) WHERE exchange_order_id IS NOT NULL;

CREATE TABLE customer_return_line (
    return_id         uuid   NOT NULL,
    line_number       int    NOT NULL,
    order_line        int,
    sku               text   COLLATE "C" NOT NULL,
    quantity          bigint NOT NULL,
    received          bigint NOT NULL,
    restocked         bigint NOT NULL,
    quality_control   bigint NOT NULL,
    damaged           bigint NOT NULL,
    refund            bigint NOT NULL,
    reason            text,
    CONSTRAINT customer_return_line_pk PRIMARY KEY (return_id, line_number),
    CONSTRAINT customer_return_line_return FOREIGN KEY (return_id) REFERENCES customer_return (id),
    CONSTRAINT customer_return_line_units CHECK (quantity > 0 AND received BETWEEN 0 AND quantity
        AND restocked >= 0 AND quality_control >= 0 AND damaged >= 0
        AND restocked + quality_control + damaged <= received AND refund >= 0)
);
