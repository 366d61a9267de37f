-- order -----------------------------------------------------------------------------------------------------------

UPDATE order_recipient SET delivery = json_build_object('method', 'ship', 'address', delivery);

-- Why an order is fulfilled from where it is, as compact JSON; further decisions on the same order add rows.
CREATE TABLE order_sourcing (
    order_id    uuid        NOT NULL,
    ordinal     int         NOT NULL,
    decided_at  timestamptz NOT NULL,
    explanation json        NOT NULL,
    CONSTRAINT order_sourcing_pk PRIMARY KEY (order_id, ordinal)
);

CREATE TRIGGER order_sourcing_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_sourcing
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- fulfillment -----------------------------------------------------------------------------------------------------

ALTER TABLE fulfillment_order
    ALTER COLUMN location DROP NOT NULL,
    ADD COLUMN promised_at timestamptz,
    ADD COLUMN transfer_id uuid,
    DROP CONSTRAINT fulfillment_order_state,
    ADD CONSTRAINT fulfillment_order_state
        CHECK (state IN ('allocated', 'awaiting-transfer', 'backordered', 'cancelled')),
    ADD CONSTRAINT fulfillment_order_location CHECK (location IS NOT NULL OR state IN ('backordered', 'cancelled')),
    ADD CONSTRAINT fulfillment_order_transfer CHECK (transfer_id IS NOT NULL OR state <> 'awaiting-transfer');

-- How much a location with a daily capacity has taken on today.
CREATE INDEX fulfillment_order_day ON fulfillment_order (created_at) INCLUDE (id, location);

-- transfer --------------------------------------------------------------------------------------------------------

CREATE TABLE transfer_order (
    id                   uuid        NOT NULL,
    source               text        COLLATE "C" NOT NULL,
    destination          text        COLLATE "C" NOT NULL,
    state                text        NOT NULL,
    fulfillment_order_id uuid        NOT NULL,
    created_at           timestamptz NOT NULL,
    expected_at          timestamptz NOT NULL,
    CONSTRAINT transfer_order_pk PRIMARY KEY (id),
    CONSTRAINT transfer_order_places CHECK (source <> destination),
    CONSTRAINT transfer_order_state CHECK (state IN ('approved', 'cancelled'))
) WITH (fillfactor = 90);

-- A line with a quantity of an approved transfer is an allocation of the source's stock.
CREATE TABLE transfer_line (
    transfer_id uuid   NOT NULL,
    line_number int    NOT NULL,
    sku         text   COLLATE "C" NOT NULL,
    quantity    bigint NOT NULL,
    CONSTRAINT transfer_line_pk PRIMARY KEY (transfer_id, line_number),
    CONSTRAINT transfer_line_quantity CHECK (quantity >= 0)
) WITH (fillfactor = 90);
